package org.gaitsuite.job;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gaitsuite.analysis.AnalysisOutcome;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.analysis.Estimators;
import org.gaitsuite.analysis.FilePipeline;
import org.gaitsuite.analysis.FileRefused;
import org.gaitsuite.analysis.Pipeline;
import org.gaitsuite.analysis.Refusal;
import org.gaitsuite.analysis.Source;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.LowPass;
import org.gaitsuite.gait.MeasuredWalk;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.Quality;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.recording.Recordings;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoRefused;

/**
 * Stands in for minutes of computing: the first word of the "video" says what happens. {@code walk} succeeds, {@code wait:<name>} runs
 * until it is let go or stopped, {@code still} holds no walk, {@code empty} holds nobody, {@code poison} breaks, anything else is no
 * video. Keypoints and markers take no minutes: they are analysed as they are.
 */
@Mock
@Singleton
public final class ScriptedPipeline implements Pipeline {
    private static final Pipeline REAL =
            new FilePipeline(new Estimators("silhouette", Optional.empty(), Optional.empty()), VideoLimits.DEFAULT);

    private static final ConcurrentHashMap<String, CountDownLatch> GATES = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<String, CountDownLatch> REACHED = new ConcurrentHashMap<>();

    /** Lets every {@code wait:<name>} go on. */
    public static void open(String name) {
        GATES.computeIfAbsent(name, n -> new CountDownLatch(1)).countDown();
    }

    /** Returns when an analysis waits at {@code wait:<name>}. */
    public static void awaitReached(String name) throws InterruptedException {
        if (!REACHED.computeIfAbsent(name, n -> new CountDownLatch(1)).await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("no analysis reached " + name);
        }
    }

    @Override
    public AnalysisOutcome analyze(Path input, AnalysisRequest request, Progress progress)
            throws IOException, FileRefused, PoseRefused, NoWalkFound {
        if (Recordings.isOne(input)) {
            return REAL.analyze(input, request, progress);
        }
        String script = firstWord(input);
        for (int i = 0; i <= 10; i++) {
            progress.report("pose", i / 10.0);
        }
        if (script.startsWith("wait:")) {
            waitAt(script.substring(5), progress);
        }
        progress.report("gait", 0.5);
        return switch (script) {
            case "still" -> throw new NoWalkFound("The walker takes no step: 0 heel strikes in 5.0 s.");
            case "empty" -> throw new PoseRefused(PoseRefused.Reason.NO_PERSON, "Nobody is in the picture.");
            case "poison" -> throw new IllegalStateException("poison");
            default -> outcome();
        };
    }

    private static void waitAt(String name, Progress progress) {
        REACHED.computeIfAbsent(name, n -> new CountDownLatch(1)).countDown();
        CountDownLatch gate = GATES.computeIfAbsent(name, n -> new CountDownLatch(1));
        try {
            while (!gate.await(20, TimeUnit.MILLISECONDS)) {
                progress.report("pose", 0.5);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inspect(Path input) throws IOException, FileRefused {
        if (Recordings.isOne(input)) {
            REAL.inspect(input);
            return;
        }
        String script = firstWord(input);
        if (script.startsWith("wait:")
                || Set.of("walk", "still", "empty", "poison").contains(script)) {
            return;
        }
        throw new FileRefused(
                new Refusal.OfVideo(VideoRefused.Reason.NOT_A_VIDEO, "The file is no video: it starts like a text."));
    }

    @Override
    public Set<String> estimators() {
        return Set.of("silhouette");
    }

    private static String firstWord(Path input) throws IOException {
        try (var in = Files.newInputStream(input)) {
            return new String(in.readNBytes(64), StandardCharsets.ISO_8859_1).split("\\s", 2)[0];
        }
    }

    private static final VideoInfo VIDEO = new VideoInfo(640, 360, 30, 5, "h264", "mp4", 0);

    /** An outcome with one of everything. */
    public static AnalysisOutcome outcome() {
        double[] curve = new double[GaitCurve.POINTS];
        Arrays.setAll(curve, i -> 30 - 30 * Math.cos(i * 2 * Math.PI / 100));
        double[] sd = new double[GaitCurve.POINTS];
        Arrays.fill(sd, 2);
        double[][] points = new double[150][Joint.values().length];
        double[] times = new double[150];
        for (int i = 0; i < times.length; i++) {
            times[i] = i / 30.0;
            Arrays.fill(points[i], 100 + i);
        }
        SkeletonOverTime skeleton = new SkeletonOverTime(CoordinateFrame.IMAGE_PIXELS, times, points, points, points);
        GaitResult gait = new GaitResult(
                View.SIDE,
                WalkingDirection.RIGHT,
                List.of(),
                List.of(
                        new GaitEvent(EventType.HEEL_STRIKE, Side.LEFT, 0.5, 0.9),
                        new GaitEvent(EventType.TOE_OFF, Side.LEFT, 1.1, 0.9),
                        new GaitEvent(EventType.HEEL_STRIKE, Side.LEFT, 1.5, 0.9)),
                List.of(
                        new GaitParameter.Measured("cadence", "steps/min", null, 112.444, 110.1, 114.6, Double.NaN, 8),
                        new GaitParameter.Withheld("step_width", "m", null, "side view: depth is not visible")),
                List.of(new GaitCurve("knee_flexion", Side.LEFT, "deg", curve, sd, 4)),
                new Quality(true, List.of("A note."), 0, 0.01, new LowPass(6, LowPass.Source.GIVEN)),
                new MeasuredWalk(skeleton, List.of(), List.of()));
        PoseTrack pose = new PoseTrack(skeleton, VIDEO, 150, "silhouette", "test", List.of(), List.of());
        return new AnalysisOutcome(gait, new Source.Video(pose), 1, GaitOptions.DEFAULT);
    }
}
