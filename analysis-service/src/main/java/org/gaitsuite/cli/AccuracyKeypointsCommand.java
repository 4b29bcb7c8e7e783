package org.gaitsuite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.phantom.TrackedWalk;
import org.gaitsuite.phantom.TrackerFaults;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures everything that comes after the pose estimator: random phantom walkers whose strides vary are given as keypoints with the faults of
 * trackers, and what is computed from them is compared with what is true of them. The same options always print the same tables.
 */
@Command(
        name = "keypoints",
        mixinStandardHelpOptions = true,
        description =
                "Measure the mathematics on keypoints of random phantom walkers with the faults of trackers, and print Markdown tables.")
public final class AccuracyKeypointsCommand implements Callable<Integer> {
    @Option(names = "--walkers", defaultValue = "500", description = "how many walkers (default ${DEFAULT-VALUE})")
    private int walkers;

    @Option(
            names = "--fps",
            split = ",",
            defaultValue = "25,30,50,60,120",
            description =
                    "frame rates in Hz; the second one is the one that other faults are tried at (default ${DEFAULT-VALUE})")
    private double[] frameRates = {};

    @Option(
            names = "--noise",
            split = ",",
            defaultValue = "0,2,5,10",
            description =
                    "standard deviations of the landmarks in pixels of a body 400 to 470 pixels tall (default ${DEFAULT-VALUE})")
    private double[] noises = {};

    @Option(
            names = "--exchanges",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "measure the repair of exchanged sides too, which takes most of the time; --no-exchanges leaves it out")
    private boolean exchanges;

    @Option(names = "--seed", defaultValue = "1", description = "seed of the first walker (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "write the tables to this file too")
    private @Nullable Path out;

    @Mixin
    private CleaningOptions cleaning = new CleaningOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        GaitOptions options = cleaning.in(GaitOptions.DEFAULT);
        List<KeypointCondition> conditions = KeypointCondition.usual(noises, frameRates);
        KeypointColumn[] columns = new KeypointColumn[conditions.size()];
        Map<Double, SwapScore[][]> swaps = new LinkedHashMap<>();
        for (double frameRate : DoubleStream.of(frameRates).sorted().toArray()) {
            List<KeypointCondition> here = conditions.stream()
                    .filter(condition -> condition.frameRate() == frameRate)
                    .toList();
            List<Walker> done = LongStream.range(seed, seed + walkers)
                    .parallel()
                    .mapToObj(walker -> measure(walker, frameRate, here, options))
                    .toList();
            for (int c = 0; c < here.size(); c++) {
                columns[conditions.indexOf(here.get(c))] = column(here.get(c), c, done);
            }
            if (exchanges) {
                swaps.put(
                        frameRate,
                        done.stream()
                                .map(Walker::swaps)
                                .reduce(AccuracyKeypointsCommand::sum)
                                .orElseThrow());
            }
            PrintWriter progress = spec.commandLine().getErr();
            progress.printf(Locale.ROOT, "%.0f fps: %d walkers done%n", frameRate, walkers);
            progress.flush();
        }
        String tables = new KeypointTables(walkers, seed, noises, List.of(columns), swaps).markdown();
        PrintWriter printer = spec.commandLine().getOut();
        printer.print(tables);
        printer.flush();
        if (out != null) {
            Files.writeString(out, tables);
        }
        return 0;
    }

    private static KeypointColumn column(KeypointCondition condition, int index, List<Walker> walkers) {
        List<KeypointScore> scores = walkers.stream()
                .flatMap(walker -> walker.scores().get(index).stream())
                .toList();
        return new KeypointColumn(condition, scores, walkers.size() - scores.size());
    }

    /** @param swaps by noise and kind of exchange */
    private record Walker(List<Optional<KeypointScore>> scores, SwapScore[][] swaps) {}

    private Walker measure(long walker, double frameRate, List<KeypointCondition> conditions, GaitOptions options) {
        PhantomTruth truth = PhantomWalk.truth(PhantomSettings.randomTracked(walker, frameRate));
        List<Optional<KeypointScore>> scores = conditions.stream()
                .map(condition -> KeypointScore.of(
                        truth,
                        TrackedWalk.of(truth.pixels(), condition.faults(), walker)
                                .skeleton(),
                        options))
                .toList();
        SwapScore[][] swaps = Arrays.stream(exchanges ? noises : new double[0])
                .mapToObj(noise -> KeypointCondition.exchanges(noise).stream()
                        .map((TrackerFaults faults) -> SwapScore.of(TrackedWalk.of(truth.pixels(), faults, walker)))
                        .toArray(SwapScore[]::new))
                .toArray(SwapScore[][]::new);
        return new Walker(scores, swaps);
    }

    private static SwapScore[][] sum(SwapScore[][] a, SwapScore[][] b) {
        SwapScore[][] sum = new SwapScore[a.length][];
        for (int i = 0; i < a.length; i++) {
            sum[i] = new SwapScore[a[i].length];
            for (int j = 0; j < a[i].length; j++) {
                sum[i][j] = a[i][j].plus(b[i][j]);
            }
        }
        return sum;
    }
}
