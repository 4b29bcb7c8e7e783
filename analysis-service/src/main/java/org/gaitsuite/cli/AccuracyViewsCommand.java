package org.gaitsuite.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.View;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.phantom.TrackedWalk;
import org.gaitsuite.phantom.TrackerFaults;
import org.gaitsuite.phantom.Variability;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures what becomes of a walk that is filmed neither from the side nor from the front: random phantom walkers are filmed by a phone at angles between the
 * walk and the picture, and given as keypoints. The same options always print the same table.
 */
@Command(
        name = "views",
        mixinStandardHelpOptions = true,
        description = "Measure walks filmed aslant on keypoints of random phantom walkers, and print a Markdown table.")
public final class AccuracyViewsCommand implements Callable<Integer> {
    private static final double FRAME_RATE = 30;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    /** A phone's camera sees 65° across; those of others, and digital zoom, 58 to 72°. */
    private static final double NARROWEST_DEGREES = 58;

    private static final double WIDEST_DEGREES = 72;

    @Option(names = "--walkers", defaultValue = "60", description = "how many walkers (default ${DEFAULT-VALUE})")
    private int walkers;

    @Option(
            names = "--angles",
            split = ",",
            defaultValue = "0,10,20,30,45,60,90",
            description =
                    "angles between walk and picture in degrees: 0 is a side view, 90 a frontal one (default ${DEFAULT-VALUE})")
    private double[] angles = {};

    @Option(
            names = "--noise",
            defaultValue = "2",
            description =
                    "standard deviation of the landmarks in pixels of a picture of 1280 × 720 (default ${DEFAULT-VALUE})")
    private double noise;

    @Option(names = "--seed", defaultValue = "1", description = "seed of the first walker (default ${DEFAULT-VALUE})")
    private long seed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        List<List<ViewScore>> columns = new ArrayList<>();
        for (double angle : angles) {
            columns.add(LongStream.range(seed, seed + walkers)
                    .parallel()
                    .mapToObj(walker -> score(walker, angle))
                    .toList());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "Walks of %d random phantom walkers (seeds %d to %d) filmed at angles between walk and picture by phones of 58 to 72° that are not known,"
                        + " away from the camera (even seeds) or towards it; keypoints with %.0f pixels of noise, 1280 × 720, 30 frames a second, body height"
                        + " known. Median of the absolute error (bias).%n%n",
                walkers,
                seed,
                seed + walkers - 1,
                noise);
        row(
                out,
                "",
                IntStream.range(0, angles.length)
                        .mapToObj(i -> String.format(Locale.ROOT, "%.0f°", angles[i]))
                        .toList());
        row(out, "---", DoubleStream.of(angles).mapToObj(angle -> "---").toList());
        cells(out, columns, "measured as side view / frontal view / refused", AccuracyViewsCommand::views);
        cells(out, columns, "angle found, deg: median (10th to 90th percentile)", AccuracyViewsCommand::angle);
        cells(out, columns, "said to be aslant, %", scores -> share(scores, ViewScore::aslant));
        for (ViewScore.Quantity quantity : ViewScore.Quantity.values()) {
            cells(out, columns, quantity.label(), scores -> errors(scores, quantity));
        }
        cells(out, columns, "step length and knee range withheld, %", scores -> share(scores, ViewScore::withheld));
        out.flush();
        return 0;
    }

    private ViewScore score(long walker, double angle) {
        PhantomTruth truth = PhantomWalk.truth(filmed(walker, angle));
        return ViewScore.of(
                truth,
                TrackedWalk.of(truth.pixels(), TrackerFaults.noise(noise), walker)
                        .skeleton(),
                GaitOptions.DEFAULT.inPicture(WIDTH));
    }

    /** The camera stands so that the walk comes no nearer to it than four metres and half. */
    private static PhantomSettings filmed(long walker, double angle) {
        SplittableRandom dice = new SplittableRandom(walker);
        PhantomSettings person = PhantomSettings.random(walker, FRAME_RATE);
        double lens = dice.nextDouble(NARROWEST_DEGREES, WIDEST_DEGREES);
        double away = walker % 2 == 0 ? 1 : -1;
        double way = person.speed() * person.duration() / 2;
        double distance = dice.nextDouble(4, 5.5) + way * Math.sin(Math.toRadians(angle)) * 0.75;
        double visible = 2 * distance * Math.tan(Math.toRadians(lens / 2)) * HEIGHT / WIDTH;
        return person.toBuilder()
                .picture(WIDTH, HEIGHT)
                .variability(new Variability(0.02, 0.03))
                .pitch(dice.nextDouble(0, 4))
                .oblique(away * angle)
                .cameraDistance(distance)
                .visibleHeight(visible)
                .build();
    }

    private static String views(List<ViewScore> scores) {
        return "%d / %d / %d"
                .formatted(
                        scores.stream()
                                .filter(score -> score.view() == View.SIDE)
                                .count(),
                        scores.stream()
                                .filter(score -> score.view() == View.FRONTAL)
                                .count(),
                        scores.stream().filter(score -> score.view() == null).count());
    }

    private static String angle(List<ViewScore> scores) {
        Distribution found =
                Distribution.of(scores.stream().mapToDouble(ViewScore::angle).filter(Double::isFinite));
        return found.isEmpty()
                ? "none"
                : String.format(
                        Locale.ROOT, "%.0f (%.0f to %.0f)", found.median(), found.quantile(0.1), found.quantile(0.9));
    }

    private static String share(List<ViewScore> scores, ToDoubleFunction<ViewScore> value) {
        Distribution shares = Distribution.of(scores.stream().mapToDouble(value).filter(Double::isFinite));
        return shares.isEmpty() ? "none" : String.format(Locale.ROOT, "%.0f", 100 * shares.mean());
    }

    private static String errors(List<ViewScore> scores, ViewScore.Quantity quantity) {
        Distribution errors =
                Distribution.of(scores.stream().flatMapToDouble(score -> DoubleStream.of(score.errors(quantity))));
        return errors.isEmpty()
                ? "none"
                : String.format(Locale.ROOT, "%.1f (%+.1f)", errors.absolute().median(), errors.mean());
    }

    private static void cells(
            PrintWriter out, List<List<ViewScore>> columns, String label, Function<List<ViewScore>, String> cell) {
        row(out, label, columns.stream().map(cell).toList());
    }

    private static void row(PrintWriter out, String label, List<String> cells) {
        out.println(cells.stream().collect(Collectors.joining(" | ", "| " + label + " | ", " |")));
    }
}
