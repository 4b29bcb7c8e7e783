package org.gaitsuite.pose;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gaitsuite.analysis.AnalysisRequest;
import org.gaitsuite.analysis.Estimators;
import org.gaitsuite.analysis.FilePipeline;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.pose.BenchmarkClips.Kind;
import org.gaitsuite.video.VideoLimits;

/**
 * How long an analysis of 30 s of 1080p takes beside the ffmpeg command line that only decodes it, with two threads; in turns, in a warm virtual
 * machine, medians. Run by {@code ./bench video}.
 */
public final class VideoBenchmark {
    private static final Path FOLDER = Path.of("target", "video-benchmark");
    static final AnalysisRequest REQUEST =
            new AnalysisRequest(Subject.ofHeight(1.7), GaitOptions.DEFAULT, "silhouette", null, null, null, null);

    private final BenchmarkClips clips = new BenchmarkClips(FOLDER);
    private final FilePipeline pipeline =
            new FilePipeline(new Estimators("silhouette", Optional.empty(), Optional.empty()), VideoLimits.DEFAULT);

    private VideoBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        BenchmarkClips clips = new BenchmarkClips(FOLDER);
        int videos = Integer.getInteger("gait.bench.leak", 0);
        if (videos > 0) {
            VideoMemory.leak(clips, videos);
            return;
        }
        if (Boolean.getBoolean("gait.bench.memory")) {
            VideoMemory.lengths(clips);
            return;
        }
        VideoBenchmark benchmark = new VideoBenchmark();
        benchmark.compare(Kind.PHONE, "");
        benchmark.compare(Kind.EDITED, "_few_key_frames");
    }

    private void compare(Kind kind, String name) throws Exception {
        Path clip = clips.clip(kind);
        int rounds = Integer.getInteger("gait.bench.rounds", 5);
        for (int i = 0; i < Integer.getInteger("gait.bench.warm", 3); i++) {
            analysis(clip);
        }
        double[] decoding = new double[rounds];
        double[] analysis = new double[rounds];
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            decoding[i] = decoding(clip);
            analysis[i] = analysis(clip);
            ratios[i] = analysis[i] / decoding[i];
        }
        System.out.printf(Locale.ROOT, "figure video%s_decode_s %.2f%n", name, median(decoding));
        System.out.printf(Locale.ROOT, "figure video%s_silhouette_s %.2f%n", name, median(analysis));
        System.out.printf(Locale.ROOT, "ratio silhouette_vs_decode%s %.2f%n", name, median(ratios));
    }

    private static double decoding(Path clip) throws IOException, InterruptedException {
        long began = System.nanoTime();
        BenchmarkClips.run(
                "ffmpeg", "-nostdin", "-v", "error", "-threads", "2", "-i", clip.toString(), "-f", "null", "-");
        return (System.nanoTime() - began) / 1e9;
    }

    private double analysis(Path clip) throws Exception {
        long began = System.nanoTime();
        pipeline.analyze(clip, REQUEST, Progress.NONE);
        return (System.nanoTime() - began) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
