package org.gaitsuite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.gaitsuite.cli.AccuracyRow.Outcome;
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
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoRefused;

/** Films walkers and follows them with one estimator, several side by side; each is computed by itself, so that their number changes nothing. */
final class AccuracyRun {
    private final PoseEstimator estimator;
    private final int atOnce;
    private final PrintWriter watcher;

    AccuracyRun(PoseEstimator estimator, int atOnce, PrintWriter watcher) {
        this.estimator = estimator;
        this.atOnce = atOnce;
        this.watcher = watcher;
    }

    /**
     * @throws PoseRefused if the estimator's network is not here
     * @throws IOException if the disk fails
     */
    AccuracyRow measure(AccuracyCell cell, long firstSeed, int walkers)
            throws IOException, PoseRefused, InterruptedException {
        Path folder = Files.createTempDirectory("accuracy");
        try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
            List<Future<Outcome>> running = new ArrayList<>();
            for (int i = 0; i < walkers; i++) {
                long seed = firstSeed + i;
                running.add(workers.submit(() -> measure(cell, seed, folder)));
            }
            List<Outcome> outcomes = new ArrayList<>();
            try {
                for (Future<Outcome> one : running) {
                    outcomes.add(one.get());
                }
            } catch (ExecutionException e) {
                workers.shutdownNow();
                throw unwrapped(e);
            }
            return new AccuracyRow(outcomes);
        } finally {
            deleteAll(folder);
        }
    }

    private Outcome measure(AccuracyCell cell, long seed, Path folder) throws IOException, PoseRefused {
        PhantomSettings settings = cell.settings(seed);
        Path video = folder.resolve("walker-" + seed + ".mp4");
        PhantomTruth truth = PhantomWalk.render(settings, video);
        long start = System.nanoTime();
        Outcome outcome;
        try {
            PoseTrack track = estimator.estimate(video, VideoLimits.DEFAULT, null, Progress.NONE);
            GaitResult result =
                    GaitAnalyzer.analyze(track.skeleton(), Subject.ofHeight(settings.height()), GaitOptions.DEFAULT);
            WalkerScore score = WalkerScore.of(truth, track.skeleton(), result);
            outcome = new Outcome.Measured(score);
            report(cell, start, score.line());
        } catch (PoseRefused | NoWalkFound | VideoRefused e) {
            if (e instanceof PoseRefused refused && refused.reason() == PoseRefused.Reason.MODEL_UNAVAILABLE) {
                throw refused;
            }
            outcome = new Outcome.Refused(seed, String.valueOf(e.getMessage()));
            report(cell, start, "walker %d refused: %s".formatted(seed, e.getMessage()));
        }
        Files.delete(video);
        return outcome;
    }

    private void report(AccuracyCell cell, long start, String line) {
        synchronized (watcher) {
            watcher.printf(
                    Locale.ROOT,
                    "%s, %s, %.1f s: %s%n",
                    cell.condition().word(),
                    cell.filmed(),
                    (System.nanoTime() - start) / 1e9,
                    line);
            watcher.flush();
        }
    }

    private static IOException unwrapped(ExecutionException e) throws PoseRefused {
        return switch (e.getCause()) {
            case PoseRefused refused -> throw refused;
            case IOException broken -> broken;
            case RuntimeException bug -> throw bug;
            case Error bug -> throw bug;
            case null, default -> throw new IllegalStateException("a walker could not be measured", e);
        };
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
