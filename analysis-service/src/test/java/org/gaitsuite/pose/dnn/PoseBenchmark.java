package org.gaitsuite.pose.dnn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.Person;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoCodec;
import org.gaitsuite.video.VideoFrame;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.gaitsuite.video.VideoWriter;

/**
 * What following a walker by a pose network costs beside the network itself: the time of a whole estimate, the search for the walker and
 * the loading of the networks included, over (pictures in which the walker was followed × median time of the network for one of them). The clip is
 * of 30 s, 1920 × 1080, 30 frames a second: a walk of two steps, there and back again. Then how fast other ways to run the same
 * network are, four videos at once beside one after another, and whether memory grows. Run by {@code ./bench pose}.
 */
public final class PoseBenchmark {
    private static final int ROUNDS = Integer.getInteger("gait.bench.rounds", 3);
    private static final int SECONDS = Integer.getInteger("gait.bench.seconds", 30);
    private static final int THREADS = Integer.getInteger("gait.bench.threads", DnnEstimator.usualThreads());
    private static final int RATE = 30;
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    /** Pictures of the source in which the woman walks by in full view. */
    private static final int FIRST = 100;

    private static final int LAST = 150;
    /** There and back, so slowly at the ends that nowhere she is faster than she was. */
    private static final double SWING_SECONDS = 5;

    private static final VideoLimits LARGE = new VideoLimits(600, VideoLimits.DEFAULT.maximumPixels(), HEIGHT);

    private PoseBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path shared = Path.of(System.getenv().getOrDefault("GAIT_SHARED", "../../shared"));
        Path models = shared.resolve("models");
        Path source = shared.resolve("data/videos/sports2d-demo.mp4");
        if (!Files.isDirectory(models) || !Files.isRegularFile(source)) {
            throw new IOException(
                    "%s or %s is missing: name the folder of trial data in GAIT_SHARED".formatted(models, source));
        }
        ModelDescriptor model = DnnEstimator.fromDirectory(models, Optional.of("blazepose-lite"))
                .model();
        Path clip = clip(source, SECONDS);
        Path brief = clip(source, Math.min(SECONDS, 4));
        DnnEstimator estimator = new DnnEstimator(model, THREADS);
        PoseTrack track = estimator.estimate(brief, LARGE, null, Progress.NONE);
        List<float[]> inputs = inputs(brief, track.skeleton(), model);
        memory(model, inputs);
        overForward(estimator, clip, model, inputs);
        EngineComparison.print(model.modelFile(), inputs);
        atOnce(estimator, brief);
    }

    /** Made once and kept, since encoding it takes longer than all that is measured. */
    private static Path clip(Path source, int seconds) throws Exception {
        Path clip = Path.of("target", "pose-benchmark-%d-s.mp4".formatted(seconds));
        if (!Files.isRegularFile(clip)) {
            Path unfinished = Path.of("target", "pose-benchmark-unfinished.mp4");
            write(source, unfinished, seconds);
            Files.move(unfinished, clip, StandardCopyOption.REPLACE_EXISTING);
        }
        return clip;
    }

    /** A stretch of the walk forwards and backwards in turns, framed in black. */
    private static void write(Path source, Path clip, int seconds) throws Exception {
        List<byte[]> there = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(source, LARGE)) {
            for (VideoFrame frame = reader.next(); frame != null && frame.index() < LAST; frame = reader.next()) {
                if (frame.index() >= FIRST) {
                    there.add(framed(frame));
                }
            }
        }
        try (VideoWriter writer = VideoWriter.create(clip, WIDTH, HEIGHT, RATE, VideoCodec.H264)) {
            for (int i = 0; i < seconds * RATE; i++) {
                // Who turned at once would be taken for someone else.
                double swing = (1 - Math.cos(2 * Math.PI * i / (SWING_SECONDS * RATE))) / 2;
                writer.write(there.get((int) Math.round(swing * (there.size() - 1))));
            }
        }
    }

    private static byte[] framed(VideoFrame frame) {
        byte[] bgr = new byte[WIDTH * HEIGHT * 3];
        int left = (WIDTH - frame.width()) / 2;
        int top = (HEIGHT - frame.height()) / 2;
        for (int y = 0; y < frame.height(); y++) {
            System.arraycopy(
                    frame.bgr(), y * frame.width() * 3, bgr, ((top + y) * WIDTH + left) * 3, frame.width() * 3);
        }
        return bgr;
    }

    /** What the network is shown of some pictures. */
    private static List<float[]> inputs(Path clip, SkeletonOverTime skeleton, ModelDescriptor model) throws Exception {
        CropSampler sampler = new CropSampler(model.input(), false);
        List<float[]> inputs = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(clip, LARGE);
                LandmarkNetwork landmarks = LandmarkNetwork.load(model, THREADS)) {
            for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
                if (frame.index() % 4 == 0 && skeleton.confidence(frame.index(), Joint.LEFT_HIP) > 0) {
                    double x = skeleton.x(frame.index(), Joint.LEFT_HIP);
                    double y = skeleton.y(frame.index(), Joint.LEFT_HIP);
                    Crop crop = landmarks.cropAround(new Person(x, y, x, y - 0.22 * HEIGHT, 1));
                    inputs.add(sampler.sample(frame.bgr(), frame.width(), frame.height(), crop)
                            .clone());
                }
            }
        }
        return inputs;
    }

    private static void overForward(DnnEstimator estimator, Path clip, ModelDescriptor model, List<float[]> inputs)
            throws Exception {
        double[] ratios = new double[ROUNDS];
        double[] forwards = new double[ROUNDS];
        double[] walls = new double[ROUNDS];
        long followed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (TfliteNetwork network = TfliteNetwork.load(model.modelFile(), THREADS)) {
                forwards[round] = EngineComparison.medianMillis(inputs, network::run);
            }
            long start = System.nanoTime();
            PoseTrack track = estimator.estimate(clip, LARGE, null, Progress.NONE);
            walls[round] = (System.nanoTime() - start) / 1e6;
            SkeletonOverTime skeleton = track.skeleton();
            followed = IntStream.range(0, track.frames())
                    .filter(i -> Arrays.stream(Joint.values()).anyMatch(joint -> skeleton.confidence(i, joint) > 0))
                    .count();
            ratios[round] = walls[round] / (followed * forwards[round]);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %d pictures followed of %d, network %.2f ms, estimate %.0f ms, ratio %.3f%n",
                    round,
                    followed,
                    track.frames(),
                    forwards[round],
                    walls[round],
                    ratios[round]);
        }
        line("ratio dnn_vs_forward", median(ratios));
        line("figure dnn_threads", THREADS);
        line("figure dnn_forward_ms", median(forwards));
        line("figure dnn_wall_%d_s_1080p30_ms".formatted(SECONDS), median(walls));
        line("figure dnn_frames_followed", followed);
    }

    /** Four videos side by side must not take longer than one after another. */
    private static void atOnce(DnnEstimator estimator, Path clip) throws Exception {
        Callable<PoseTrack> estimate = () -> estimator.estimate(clip, LARGE, null, Progress.NONE);
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            estimate.call();
        }
        double oneByOne = System.nanoTime() - start;
        start = System.nanoTime();
        try (ExecutorService four = Executors.newFixedThreadPool(4)) {
            for (Future<PoseTrack> done : four.invokeAll(List.of(estimate, estimate, estimate, estimate))) {
                done.get();
            }
        }
        line("ratio dnn_four_at_once_vs_one_by_one", (System.nanoTime() - start) / oneByOne);
    }

    private static void memory(ModelDescriptor model, List<float[]> inputs) throws Exception {
        try (TfliteNetwork network = TfliteNetwork.load(model.modelFile(), THREADS)) {
            repeat(20, inputs, network);
            long before = residentKibibytes();
            repeat(200, inputs, network);
            line("figure dnn_200_runs_growth_kib", residentKibibytes() - before);
        }
        for (int i = 0; i < 5; i++) {
            TfliteNetwork.load(model.modelFile(), THREADS).close();
        }
        long before = residentKibibytes();
        for (int i = 0; i < 20; i++) {
            TfliteNetwork.load(model.modelFile(), THREADS).close();
        }
        line("figure dnn_20_loads_growth_kib", residentKibibytes() - before);
    }

    private static void repeat(int runs, List<float[]> inputs, Network network) {
        for (int i = 0; i < runs; i++) {
            network.run(inputs.get(i % inputs.size()));
        }
        // What Java keeps is given back before native memory is looked at.
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
    }

    private static long residentKibibytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static void line(String name, double value) {
        System.out.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }
}
