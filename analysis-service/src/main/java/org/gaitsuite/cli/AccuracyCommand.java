package org.gaitsuite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.pose.PoseEstimator;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.pose.silhouette.SilhouetteEstimator;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoRefused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures the silhouette estimator on random phantom walkers whose every movement is known, and prints what it got wrong as a
 * Markdown table. The same options always give the same table.
 */
@Command(
        name = "accuracy",
        mixinStandardHelpOptions = true,
        subcommands = {
            AccuracyKeypointsCommand.class,
            AccuracyMarkersCommand.class,
            AccuracyWinterCommand.class,
            AccuracyViewsCommand.class
        },
        description = "Measure the silhouette estimator on random phantom walkers and print a Markdown table.")
public final class AccuracyCommand implements Callable<Integer> {
    @Option(names = "--walkers", defaultValue = "30", description = "how many walkers (default ${DEFAULT-VALUE})")
    private int walkers;

    @Option(
            names = "--fps",
            split = ",",
            defaultValue = "30,60",
            description = "frame rates in Hz (default ${DEFAULT-VALUE})")
    private double[] frameRates = {};

    @Option(names = "--seed", defaultValue = "1", description = "seed of the first walker (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "write the table to this file too")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<AccuracyColumn> columns = new ArrayList<>();
        for (double frameRate : frameRates) {
            columns.add(measure(frameRate));
        }
        String table = table(columns);
        PrintWriter printer = spec.commandLine().getOut();
        printer.print(table);
        printer.flush();
        if (out != null) {
            Files.writeString(out, table);
        }
        return 0;
    }

    private AccuracyColumn measure(double frameRate) throws IOException {
        PoseEstimator estimator = new SilhouetteEstimator();
        List<WalkerScore> scores = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        Path folder = Files.createTempDirectory("accuracy");
        try {
            for (int i = 0; i < walkers; i++) {
                long walker = seed + i;
                Path video = folder.resolve("walker-" + walker + ".mp4");
                PhantomTruth truth = PhantomWalk.render(PhantomSettings.random(walker, frameRate), video);
                long start = System.nanoTime();
                try {
                    PoseTrack track = estimator.estimate(video, VideoLimits.DEFAULT, null, Progress.NONE);
                    GaitResult result = GaitAnalyzer.analyze(
                            track.skeleton(), Subject.ofHeight(truth.settings().height()), GaitOptions.DEFAULT);
                    WalkerScore score = WalkerScore.of(truth, track.skeleton(), result);
                    scores.add(score);
                    report(score.line(), frameRate, start);
                } catch (PoseRefused | NoWalkFound | VideoRefused e) {
                    refusals.add(e.getMessage());
                    report("walker %d refused: %s".formatted(walker, e.getMessage()), frameRate, start);
                }
                delete(folder);
            }
        } finally {
            delete(folder);
            Files.delete(folder);
        }
        return new AccuracyColumn(scores, refusals);
    }

    private void report(String line, double frameRate, long start) {
        PrintWriter progress = spec.commandLine().getErr();
        progress.printf("%.0f fps, %.1f s: %s%n", frameRate, (System.nanoTime() - start) / 1e9, line);
        progress.flush();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private String table(List<AccuracyColumn> columns) {
        StringBuilder out = new StringBuilder();
        out.append(
                "Silhouette estimator, %d random phantom walkers (seeds %d to %d), side view, 640 x 360 pixels, body height known.%n"
                        .formatted(walkers, seed, seed + walkers - 1));
        out.append("Median of the absolute error (90th percentile; bias = mean of found minus true).%n%n".formatted());
        out.append("| |");
        for (double frameRate : frameRates) {
            out.append(" %.0f fps |".formatted(frameRate));
        }
        out.append("%n|---|%s%n".formatted("---|".repeat(columns.size())));
        for (int line = 0; line < AccuracyColumn.LINES.size(); line++) {
            out.append("| ").append(AccuracyColumn.LINES.get(line)).append(" |");
            for (AccuracyColumn column : columns) {
                out.append(' ').append(column.cells().get(line)).append(" |");
            }
            out.append('\n');
        }
        return out.toString();
    }
}
