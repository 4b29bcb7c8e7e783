package org.gaitsuite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.gaitsuite.gait.ContactMethod;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.Side;
import org.gaitsuite.recording.ReadingOptions;
import org.gaitsuite.recording.Recording;
import org.gaitsuite.recording.RecordingRefused;
import org.gaitsuite.recording.Recordings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures contacts, parameters and angles on a laboratory's own trials: markers seen from the side alone are analysed, and what is
 * found is compared with the contacts that the files have labelled, with their heel markers and with the angles they hold.
 */
@Command(
        name = "markers",
        mixinStandardHelpOptions = true,
        description =
                "Measure contacts, parameters and angles on trials with labelled contacts (C3D), and print Markdown tables.")
public final class AccuracyMarkersCommand implements Callable<Integer> {
    private static final int REFUSED = 2;

    @Parameters(paramLabel = "FILE|FOLDER", arity = "1..*", description = "C3D files, or folders of them")
    private List<Path> inputs = List.of();

    @Mixin
    private CleaningOptions cleaning = new CleaningOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final List<String> leftOut = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        for (Path input : inputs) {
            if (!Files.isReadable(input)) {
                spec.commandLine().getErr().println("There is no file or folder " + input + " that can be read.");
                return REFUSED;
            }
        }
        List<LabelledTrial> trials = trials(cleaning.in(GaitOptions.DEFAULT));
        PrintWriter out = spec.commandLine().getOut();
        if (trials.isEmpty()) {
            spec.commandLine().getErr().println("None of the files is a trial with labelled contacts.");
            leftOut.forEach(line -> spec.commandLine().getErr().println("  " + line));
            return REFUSED;
        }
        out.printf(
                "%d trials: %s.%n",
                trials.size(),
                String.join(", ", trials.stream().map(LabelledTrial::name).toList()));
        leftOut.forEach(line -> out.printf("Left out: %s%n", line));
        out.println();
        contacts(trials, out);
        parameters(trials, out);
        angles(trials, out);
        out.flush();
        return 0;
    }

    private List<LabelledTrial> trials(GaitOptions options) throws IOException {
        List<LabelledTrial> trials = new ArrayList<>();
        for (Path file : files()) {
            try {
                Recording recording = Recordings.read(file, ReadingOptions.NONE);
                LabelledTrial trial = new LabelledTrial(file, recording, options);
                if (recording.labelled().isEmpty()) {
                    leftOut.add(file.getFileName() + ": no contact is labelled");
                } else {
                    trial.analyzed(ContactMethod.CONSENSUS);
                    trials.add(trial);
                }
            } catch (RecordingRefused | NoWalkFound refused) {
                leftOut.add(file.getFileName() + ": " + refused.getMessage());
            }
        }
        return trials;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                try (Stream<Path> inside = Files.list(input)) {
                    inside.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
            } else {
                files.add(input);
            }
        }
        return files;
    }

    private static void contacts(List<LabelledTrial> trials, PrintWriter out) {
        out.println(
                "Contacts against the labelled ones: mean and median absolute error and bias in ms; found / missed / extra,"
                        + " the last two away from the ends of a trial.");
        out.println();
        out.println("| | heel strike: mean | median | bias | found / missed / extra"
                + " | toe off: mean | median | bias | found / missed / extra |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (ContactMethod method : ContactMethod.values()) {
            ContactErrors strikes = new ContactErrors(EventType.HEEL_STRIKE);
            ContactErrors offs = new ContactErrors(EventType.TOE_OFF);
            for (LabelledTrial trial : trials) {
                List<GaitEvent> found = found(trial, method);
                strikes.add(trial.recording().labelled(), found, trial.lastSeconds());
                offs.add(trial.recording().labelled(), found, trial.lastSeconds());
            }
            out.printf("| %s | %s | %s |%n", method.name().toLowerCase(Locale.ROOT), strikes.cells(), offs.cells());
        }
        out.println();
    }

    /** A method that finds no walk where another does has missed all of its contacts. */
    private static List<GaitEvent> found(LabelledTrial trial, ContactMethod method) {
        try {
            return trial.analyzed(method).events();
        } catch (NoWalkFound none) {
            return List.of();
        }
    }

    private static void parameters(List<LabelledTrial> trials, PrintWriter out) {
        out.println(
                "Parameters of each trial against those of its labelled contacts and heel markers, over the same strides:"
                        + " absolute difference.");
        out.println();
        out.println("| | mean | median | largest | trials |");
        out.println("|---|---|---|---|---|");
        for (String name : List.of("stance_time", "swing_time", "double_support_time", "step_time")) {
            row(out, name + ", ms", differences(trials, name).map(d -> 1000 * d.absolute()));
        }
        row(out, "step_length, cm", differences(trials, "step_length").map(d -> 100 * d.absolute()));
        row(out, "walking_speed, m/s", differences(trials, "walking_speed").map(LabelledTrial.Difference::absolute));
        out.println();
    }

    private static void row(PrintWriter out, String title, Stream<Double> differences) {
        Distribution all = Distribution.of(differences.mapToDouble(d -> d));
        if (!all.isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %.3g | %.3g | %.3g | %d |%n",
                    title,
                    all.mean(),
                    all.median(),
                    all.largest(),
                    all.count());
        }
    }

    private static Stream<LabelledTrial.Difference> differences(List<LabelledTrial> trials, String name) {
        List<LabelledTrial.Difference> differences = new ArrayList<>();
        for (LabelledTrial trial : trials) {
            try {
                GaitResult found = trial.analyzed(ContactMethod.CONSENSUS);
                List<GaitEvent> labelled = trial.contacts(found, true);
                OptionalDouble ours =
                        trial.measuredBy(trial.contacts(found, false)).value(name, null);
                OptionalDouble theirs = switch (name) {
                    case "step_length" -> trial.stepMetres(labelled);
                    case "walking_speed" -> trial.metresPerSecond(labelled);
                    default -> trial.measuredBy(labelled).value(name, null);
                };
                if (ours.isPresent() && theirs.isPresent() && Double.isFinite(theirs.getAsDouble())) {
                    differences.add(new LabelledTrial.Difference(ours.getAsDouble(), theirs.getAsDouble()));
                }
            } catch (NoWalkFound tooFewCommonContacts) {
                continue; // The row says of how many trials it is.
            }
        }
        return differences.stream();
    }

    private static void angles(List<LabelledTrial> trials, PrintWriter out) throws IOException {
        out.println(
                "Sagittal angles against Plug-in-Gait's in the same file, within strides: root mean square in degrees,"
                        + " median over legs.");
        out.println();
        out.println("| | with offset | offset taken off | offset: median (range) | legs |");
        out.println("|---|---|---|---|---|");
        for (ReferenceAngle angle : ReferenceAngle.ALL) {
            List<ReferenceAngle.Difference> legs = new ArrayList<>();
            for (LabelledTrial trial : trials) {
                for (Side side : Side.values()) {
                    try {
                        angle.in(trial, trial.analyzed(ContactMethod.CONSENSUS), side)
                                .ifPresent(legs::add);
                    } catch (NoWalkFound impossible) {
                        throw new IllegalStateException("a walk was found here before", impossible);
                    }
                }
            }
            if (!legs.isEmpty()) {
                Distribution offsets = of(legs, ReferenceAngle.Difference::offset);
                out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f | %+.1f (%+.1f to %+.1f) | %d |%n",
                        angle.title(),
                        of(legs, ReferenceAngle.Difference::withOffset).median(),
                        of(legs, ReferenceAngle.Difference::withoutOffset).median(),
                        offsets.median(),
                        offsets.smallest(),
                        offsets.largest(),
                        legs.size());
            }
        }
    }

    private static Distribution of(
            List<ReferenceAngle.Difference> legs, ToDoubleFunction<ReferenceAngle.Difference> value) {
        return Distribution.of(legs.stream().mapToDouble(value));
    }
}
