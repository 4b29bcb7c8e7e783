package org.gaitsuite.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gaitsuite.analysis.AnalysisOutcome;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.analysis.Estimators;
import org.gaitsuite.analysis.FilePipeline;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.analysis.Refusal;
import org.gaitsuite.analysis.ResultJson;
import org.gaitsuite.computation.ExportedArtefacts;
import org.gaitsuite.gait.ContactMethod;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingSurface;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.recording.PictureSize;
import org.gaitsuite.video.VideoLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code analyze FILE|FOLDER}: exit code 0 with a result, 2 with a sentence where the input is refused. */
@Command(
        name = "analyze",
        description =
                "Analyses a walk: a video, or keypoints or markers that another program found (OpenPose, COCO, HALPE, BlazePose, TRC, C3D, gait-keypoints/1).",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:analysed", "1:an error of the program or the machine", "2:refused, with the reason"})
final class AnalyzeCommand implements Callable<Integer> {
    private static final int REFUSED = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE|FOLDER",
            description = "the video or recording, told by its content; a folder of OpenPose's JSON files")
    private Path file = Path.of("");

    @Option(names = "--json", description = "print result.json, and nothing else, on standard output")
    private boolean json;

    @Option(
            names = "--height",
            paramLabel = "M",
            description = "body height in metres; without it lengths and speed in a picture are withheld")
    private @Nullable Double height;

    @Option(names = "--mass", paramLabel = "KG", description = "body mass in kilograms")
    private @Nullable Double mass;

    @Option(names = "--age", paramLabel = "YEARS")
    private @Nullable Double age;

    @Option(names = "--sex", description = "${COMPLETION-CANDIDATES}")
    private Subject.@Nullable Sex sex;

    @Option(names = "--view", description = "${COMPLETION-CANDIDATES}; without it the walk tells")
    private @Nullable View view;

    @Option(names = "--surface", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private WalkingSurface surface = WalkingSurface.AUTOMATIC;

    @Option(
            names = "--frame-rate",
            paramLabel = "HZ",
            description = "rate of filming, where the file plays at another or, as OpenPose's, has no times")
    private @Nullable Double frameRate;

    @Option(
            names = "--contacts",
            description = "how contacts are found from the side: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private ContactMethod contacts = GaitOptions.DEFAULT.contacts();

    @Option(
            names = "--max-gap",
            paramLabel = "S",
            description = "gaps up to so many seconds are interpolated (default: ${DEFAULT-VALUE})")
    private double maximumGap = GaitOptions.DEFAULT.maximumGapSeconds();

    @Mixin
    private CleaningOptions cleaning = new CleaningOptions();

    @Mixin
    private PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--width",
            paramLabel = "PX",
            description = "width of the picture, where keypoints come in shares of it and the file does not say")
    private @Nullable Integer widthPixels;

    @Option(names = "--height-px", paramLabel = "PX", description = "height of the picture, likewise")
    private @Nullable Integer heightPixels;

    @Option(
            names = "--person",
            paramLabel = "TIME,X,Y",
            description =
                    "who of several people is analysed: who is there then, in seconds from the first frame and shares of the picture's width and height from its upper left corner")
    private @Nullable String person;

    @Option(names = "--estimator", paramLabel = "NAME", description = "silhouette or dnn (default: ${DEFAULT-VALUE})")
    private String estimator = "silhouette";

    @Option(names = "--model", paramLabel = "NAME", description = "model for --estimator dnn")
    private @Nullable String model;

    @Option(
            names = "--model-dir",
            paramLabel = "DIR",
            defaultValue = "${env:GAIT_MODEL_DIR}",
            description = "folder of models (default: GAIT_MODEL_DIR)")
    private @Nullable Path modelFolder;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write the result, its tables, curves, motion files and overlay there")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        PrintWriter errors = spec.commandLine().getErr();
        if (!Files.isReadable(file)) {
            errors.println("There is no file " + file + " that can be read.");
            return REFUSED;
        }
        AnalysisRequest request = request();
        try (ProgressBar bar = ProgressBar.onTerminal(errors, onTerminal())) {
            Estimators estimators = new Estimators(estimator, Optional.ofNullable(modelFolder), Optional.empty());
            AnalysisOutcome outcome = new FilePipeline(estimators, VideoLimits.DEFAULT).analyze(file, request, bar);
            String result = ResultJson.write(outcome);
            if (out != null) {
                write(out, outcome, result, bar);
            }
            bar.close();
            PrintWriter output = spec.commandLine().getOut();
            output.println(json ? result : ResultTable.of(outcome));
            if (!json && out != null) {
                output.println("Written to " + out.toAbsolutePath().normalize());
            }
            output.flush();
            return 0;
        } catch (FileRefused e) {
            return refuse(e.refusal());
        } catch (PoseRefused e) {
            return refuse(Refusal.of(e));
        } catch (NoWalkFound e) {
            return refuse(Refusal.of(e));
        }
    }

    private AnalysisRequest request() {
        try {
            return new AnalysisRequest(
                    new Subject(height, mass, age, sex),
                    options(),
                    knownEstimator(),
                    model,
                    frameRate,
                    pictureSize(),
                    person == null ? null : PersonAt.parse("--person", person));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "The option " + e.getMessage() + ".");
        }
    }

    private GaitOptions options() {
        GaitOptions asked = new GaitOptions(view, surface, GaitOptions.DEFAULT.cutOffHertz(), maximumGap);
        return cleaning.in(asked.at(place.place()).by(contacts));
    }

    private @Nullable PictureSize pictureSize() {
        if (widthPixels == null && heightPixels == null) {
            return null;
        }
        if (widthPixels == null || heightPixels == null) {
            throw new IllegalArgumentException("--width needs --height-px, and the other way round");
        }
        return new PictureSize(widthPixels, heightPixels);
    }

    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private String knownEstimator() {
        if (!estimator.equals("silhouette") && !estimator.equals("dnn")) {
            throw new IllegalArgumentException("--estimator is '%s', expected silhouette or dnn".formatted(estimator));
        }
        return estimator;
    }

    private void write(Path folder, AnalysisOutcome outcome, String result, ProgressBar bar) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("result.json"), result);
        new ExportedArtefacts().make(file, outcome, folder, bar);
    }

    private int refuse(Refusal refusal) {
        spec.commandLine().getErr().println(refusal.title() + ": " + refusal.sentence());
        return REFUSED;
    }
}
