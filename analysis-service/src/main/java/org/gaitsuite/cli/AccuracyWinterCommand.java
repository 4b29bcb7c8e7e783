package org.gaitsuite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.gaitsuite.gait.AngleOverTime;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.ReferenceBands;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.recording.PrintedAngle;
import org.gaitsuite.recording.RecordingRefused;
import org.gaitsuite.recording.WinterStride;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Analyses the one stride whose coordinates and contacts are printed in a textbook, and prints what is found beside what is printed or follows from it
 * by definition.
 */
@Command(
        name = "winter",
        mixinStandardHelpOptions = true,
        description = {
            "Measure contacts, parameters and angles on the stride that Winter printed, and print Markdown tables.",
            "The file is Table A.1 of Biomechanics and Motor Control of Human Movement (4th ed. 2009) as text: data/WinterTableA1.txt of github.com/BMClab/BMC, CC BY 4.0."
        })
public final class AccuracyWinterCommand implements Callable<Integer> {
    private static final int REFUSED = 2;

    @Parameters(paramLabel = "FILE", description = "WinterTableA1.txt")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            spec.commandLine().getErr().println("There is no file " + file + " that can be read.");
            return REFUSED;
        }
        try {
            WinterStride stride = WinterStride.read(file);
            GaitResult result = GaitAnalyzer.analyze(stride.bothLegs(), Subject.UNKNOWN, GaitOptions.DEFAULT);
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    "Winter's right stride (2009, Table A.1). One leg is printed and an analysis needs two: the left one is the right"
                            + " one half a stride away, and nothing of it is compared.");
            out.println();
            contacts(stride, result, out);
            parameters(stride, result, out);
            printedAngles(stride, result, out);
            referenceAngles(stride, result, out);
            out.println(
                    "Not compared: the segment and joint angles in the book's Tables A.3 and A.4, of which no copy was found under a licence that lets"
                            + " it be used.");
            out.flush();
            return 0;
        } catch (RecordingRefused | NoWalkFound refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return REFUSED;
        }
    }

    private static void contacts(WinterStride stride, GaitResult result, PrintWriter out) {
        out.println(
                "Contacts of the right foot that were found, against the frames that the table marks. The first toe off is the table's first"
                        + " frame: how the foot moved before is not known.");
        out.println();
        out.println("| | printed, frame | found, frame | difference, ms |");
        out.println("|---|---|---|---|");
        List<GaitEvent> printed = stride.contacts();
        List<EventMatches.Pair> pairs = ContactErrors.pairs(printed, result.events());
        for (GaitEvent contact : printed) {
            String name = contact.type() == EventType.HEEL_STRIKE ? "heel strike" : "toe off";
            pairs.stream()
                    .filter(pair -> pair.truth() == contact)
                    .findFirst()
                    .ifPresentOrElse(
                            pair -> out.printf(
                                    Locale.ROOT,
                                    "| %s | %.0f | %.1f | %+.0f |%n",
                                    name,
                                    frame(stride, contact),
                                    frame(stride, pair.found()),
                                    1000 * pair.errorSeconds()),
                            () -> out.printf(
                                    Locale.ROOT, "| %s | %.0f | not found | |%n", name, frame(stride, contact)));
        }
        out.println();
    }

    private static double frame(WinterStride stride, GaitEvent event) {
        return 1 + event.timeSeconds() / stride.seconds(2);
    }

    private static void parameters(WinterStride stride, GaitResult result, PrintWriter out) {
        double contact = stride.seconds(WinterStride.CONTACT);
        double strideTime = stride.seconds(WinterStride.NEXT_CONTACT) - contact;
        double stanceTime = stride.seconds(WinterStride.TOE_OFF) - contact;
        double length = stride.x(WinterStride.NEXT_CONTACT, Joint.RIGHT_HEEL)
                - stride.x(WinterStride.CONTACT, Joint.RIGHT_HEEL);
        out.println(
                "Parameters of the right leg, against those of the marked frames and, for lengths, of the printed heel or hip.");
        out.println();
        out.println("| | printed | found | difference |");
        out.println("|---|---|---|---|");
        row(out, result, "stride_time", "s", strideTime);
        row(out, result, "stance_time", "s", stanceTime);
        row(out, result, "swing_time", "s", strideTime - stanceTime);
        row(out, result, "stance_percent", "%", 100 * stanceTime / strideTime);
        row(out, result, "stride_length", "m", length);
        row(out, result, "walking_speed", "m/s", stride.strideMetres() / strideTime);
        out.println();
    }

    private static void row(PrintWriter out, GaitResult result, String name, String unit, double printed) {
        Side side = name.equals("walking_speed") ? null : Side.RIGHT;
        double found = result.value(name, side).orElse(Double.NaN);
        out.printf(
                Locale.ROOT,
                "| %s, %s | %.3f | %.3f | %+.3f |%n",
                name.replace('_', ' '),
                unit,
                printed,
                found,
                found - printed);
    }

    private static void printedAngles(WinterStride stride, GaitResult result, PrintWriter out) {
        out.println(
                "Angles of the right leg frame by frame over the stride, against those between the printed points, unfiltered, by the vector products of the"
                        + " segments; the thigh against the vertical. What the 6 Hz filter takes off is part of the difference.");
        out.println();
        out.println("| | RMS, deg | offset, deg | range printed, deg | range found, deg |");
        out.println("|---|---|---|---|---|");
        for (PrintedAngle angle : PrintedAngle.values()) {
            AngleOverTime found = result.walk().angles().stream()
                    .filter(a -> a.name().equals(angle.curve()) && a.side() == Side.RIGHT)
                    .findFirst()
                    .orElseThrow();
            int[] frames = IntStream.rangeClosed(WinterStride.CONTACT, WinterStride.NEXT_CONTACT)
                    .filter(frame -> Double.isFinite(found.degrees()[frame - 1]))
                    .toArray();
            Distribution printed = Distribution.of(IntStream.of(frames).mapToDouble(f -> angle.degrees(stride, f)));
            Distribution ours = Distribution.of(IntStream.of(frames).mapToDouble(f -> found.degrees()[f - 1]));
            ReferenceAngle.Difference.of(
                            IntStream.of(frames).mapToDouble(f -> found.degrees()[f - 1] - angle.degrees(stride, f)))
                    .ifPresent(difference -> out.printf(
                            Locale.ROOT,
                            "| %s | %.2f | %+.2f | %.1f to %.1f | %.1f to %.1f |%n",
                            angle.curve().replace('_', ' '),
                            difference.withOffset(),
                            difference.offset(),
                            printed.smallest(),
                            printed.largest(),
                            ours.smallest(),
                            ours.largest()));
        }
        out.println();
    }

    private static void referenceAngles(WinterStride stride, GaitResult result, PrintWriter out) {
        double speed = ReferenceBands.dimensionlessSpeed(
                result.value("walking_speed", null).orElseThrow(), stride.legMetres());
        out.printf(
                Locale.ROOT,
                "Mean curves of the right leg against those of healthy people at her dimensionless speed of %.2f (Schwartz, Rozumalski & Trost 2008):"
                        + " how an unimpaired stride compares with others, no measure of error.%n%n",
                speed);
        out.println("| | RMS, deg | in SD between people |");
        out.println("|---|---|---|");
        for (PrintedAngle angle : PrintedAngle.values()) {
            ReferenceBands.Band band =
                    ReferenceBands.at(angle.curve(), OptionalDouble.of(speed)).orElseThrow();
            GaitCurve hers = result.curve(angle.curve(), Side.RIGHT).orElseThrow();
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f |%n",
                    angle.curve().replace('_', ' '),
                    rootMeanSquare(p -> hers.mean()[p] - band.mean()[p]),
                    rootMeanSquare(p -> (hers.mean()[p] - band.mean()[p]) / band.sd()[p]));
        }
        out.println();
    }

    private static double rootMeanSquare(IntToDoubleFunction atPercent) {
        return Distribution.of(IntStream.range(0, GaitCurve.POINTS).mapToDouble(atPercent))
                .rootMeanSquare();
    }
}
