package org.gaitsuite.pose;

import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gaitsuite.analysis.PoseConfig;
import org.gaitsuite.computation.ComputationConfig;
import org.gaitsuite.computation.InChildProcesses;
import org.gaitsuite.pose.BenchmarkClips.Kind;
import org.gaitsuite.video.VideoLimits;

/** What a worker's computing process keeps in memory (VmHWM and VmRSS of Linux), started as a worker starts it. */
final class VideoMemory {
    private static final double MEBIBYTE_KB = 1024;
    private static final double LONGEST_SECONDS = 700;

    private final Path folder;

    private VideoMemory(Path folder) {
        this.folder = folder;
    }

    /** The most that fresh processes keep over 1 min and 10 min of 1080p. */
    static void lengths(BenchmarkClips clips) throws Exception {
        VideoMemory memory = new VideoMemory(Files.createTempDirectory("gait-memory"));
        double one = memory.most(clips.repeated(Kind.PHONE, 2));
        System.out.printf(Locale.ROOT, "figure video_1min_memory_mib %.0f%n", one);
        double ten = memory.most(clips.repeated(Kind.PHONE, 20));
        System.out.printf(Locale.ROOT, "figure video_10min_memory_mib %.0f%n", ten);
        System.out.printf(Locale.ROOT, "ratio memory_10min_vs_1min %.2f%n", ten / one);
    }

    private double most(Path video) throws Exception {
        try (InChildProcesses processes = fresh()) {
            processes.compute(video, VideoBenchmark.REQUEST, folder, Progress.NONE);
            return kilobytes("VmHWM:") / MEBIBYTE_KB;
        }
    }

    /** Many short videos through one process: what it keeps after each, and how that goes on over the last four fifths. */
    static void leak(BenchmarkClips clips, int videos) throws Exception {
        VideoMemory memory = new VideoMemory(Files.createTempDirectory("gait-memory"));
        Path video = clips.small();
        double[] kept = new double[videos];
        try (InChildProcesses processes = fresh()) {
            for (int i = 0; i < videos; i++) {
                processes.compute(video, VideoBenchmark.REQUEST, memory.folder, Progress.NONE);
                kept[i] = kilobytes("VmRSS:") / MEBIBYTE_KB;
            }
        }
        double[] warm = Arrays.copyOfRange(kept, videos / 5, videos);
        double slope = slope(warm);
        System.out.printf(Locale.ROOT, "figure video_leak_videos %d%n", videos);
        System.out.printf(Locale.ROOT, "figure video_leak_first_mib %.0f%n", warm[0]);
        System.out.printf(Locale.ROOT, "figure video_leak_last_mib %.0f%n", warm[warm.length - 1]);
        System.out.printf(Locale.ROOT, "figure video_leak_kib_a_video %.2f%n", slope * MEBIBYTE_KB);
    }

    private static double slope(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.length; i++) {
            above += (i - middle) * values[i];
            below += (i - middle) * (i - middle);
        }
        return below == 0 ? 0 : above / below;
    }

    /** Of the one process that computes. */
    private static double kilobytes(String field) throws IOException {
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(child.pid()), "status"))) {
                if (line.startsWith(field)) {
                    return Double.parseDouble(line.replaceAll("[^0-9]", ""));
                }
            }
        }
        throw new IOException("no process computes");
    }

    private static InChildProcesses fresh() {
        VideoLimits usual = VideoLimits.DEFAULT;
        VideoLimits longer = new VideoLimits(LONGEST_SECONDS, usual.maximumPixels(), usual.decodedHeight());
        return InChildProcesses.of(new UsualComputation(), longer, new UsualPose(), Optional.empty());
    }

    private record UsualComputation() implements ComputationConfig {
        @Override
        public Isolation isolation() {
            return Isolation.PROCESS;
        }

        @Override
        public MemorySize memory() {
            return new MemorySize(BigInteger.valueOf(1536L << 20));
        }

        @Override
        public int computationsPerProcess() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Duration idle() {
            return Duration.ofMinutes(1);
        }
    }

    private record UsualPose() implements PoseConfig {
        @Override
        public String estimator() {
            return "silhouette";
        }

        @Override
        public Optional<String> model() {
            return Optional.empty();
        }
    }
}
