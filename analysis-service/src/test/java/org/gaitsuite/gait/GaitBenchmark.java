package org.gaitsuite.gait;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.phantom.TrackedWalk;
import org.gaitsuite.phantom.TrackerFaults;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long the mathematics takes for ten minutes on a treadmill at 60 frames a second: 36 000 frames with noise, hidden and exchanged legs. On
 * one thread and with the serial collector, so that one core does all of it. Run by {@code ./bench gait}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class GaitBenchmark {
    private static final int TREADMILL_SEED = 2;
    private static final double SECONDS = 600;
    private static final double RATE_HERTZ = 60;

    private SkeletonOverTime skeleton =
            Skeletons.make(CoordinateFrame.IMAGE_PIXELS, new double[0], (f, j) -> new double[3]);
    private Subject subject = Subject.UNKNOWN;

    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(GaitBenchmark.class.getName())
                        .shouldFailOnError(true)
                        .build())
                .run();
        for (RunResult result : results) {
            System.out.printf(
                    Locale.ROOT,
                    "figure gait_%s_10min_60fps_ms %.0f%n",
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getScore());
        }
    }

    /** A walk of ten minutes as a tracker gives it. */
    @Setup
    public void walk() {
        PhantomSettings settings = PhantomSettings.randomTracked(TREADMILL_SEED, RATE_HERTZ).toBuilder()
                .duration(SECONDS)
                .build();
        TrackerFaults faults = TrackerFaults.noise(3).hiding(0.02).exchanging(0.02, TrackerFaults.Extent.ANY);
        skeleton = TrackedWalk.of(PhantomWalk.truth(settings).pixels(), faults, TREADMILL_SEED)
                .skeleton();
        subject = Subject.ofHeight(settings.height());
    }

    /** From parsed keypoints to the whole result. */
    @Benchmark
    public GaitResult analyze() throws NoWalkFound {
        return GaitAnalyzer.analyze(skeleton, subject, GaitOptions.DEFAULT);
    }

    /** Exchanges, outliers, gaps and noise. */
    @Benchmark
    public Object prepare() throws NoWalkFound {
        return Preparation.of(skeleton, GaitOptions.DEFAULT);
    }
}
