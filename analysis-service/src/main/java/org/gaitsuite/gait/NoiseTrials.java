package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds by trying what the noise of the landmarks does to each parameter: as much noise as they have is laid over them once more, several
 * times, and the walk is measured again (after Cook &amp; Stefanski, Journal of the American Statistical Association 89, 1994, 1314–1328). As
 * far as the values then lie from one another, the value itself may lie from what it would be without noise; and as far as all of them have moved, it has moved
 * already.
 *
 * <p>The scatter over strides shows only a part of that. It does not show what strides have in common: the place of all heel strikes,
 * the speed of a belt, or the extremes of a curve, which noise makes larger in every stride.
 */
final class NoiseTrials {
    private static final int TRIALS = 10;
    private static final int FEWEST = 5;
    private static final long SEED = 19_940_901L;

    /** 97.5 % quantile of Student's t, for so many trials. */
    private static final double STUDENT = 2.262;

    /** So many frames of a long recording tell; the noise of a mean falls with the number of its strides. */
    private static final int MOST_FRAMES = 1200;

    /** Measures a walk. */
    @FunctionalInterface
    interface Measurement {
        List<GaitParameter> of(Preparation prepared) throws NoWalkFound;
    }

    private record Name(String name, @Nullable Side side) {
        static Name of(GaitParameter parameter) {
            return new Name(parameter.name(), parameter.side());
        }

        Name mirrored() {
            return new Name(name, side == null ? null : side.opposite());
        }
    }

    /** What the trials made of a parameter that was measured without their noise. */
    private record Tried(GaitParameter.Measured measured, List<GaitParameter.Measured> trials) {
        /** How far noise moves the value. */
        double bias() {
            return mean(GaitParameter.Measured::value) - measured.value();
        }

        double count() {
            return mean(GaitParameter.Measured::n);
        }

        /** Variance of the value, but for the part by which noise makes strides scatter more: the interval is as wide as they scatter already. */
        double beyondScatter() {
            double sd = Statistics.standardDeviation(
                    trials.stream().mapToDouble(GaitParameter.Measured::value).toArray());
            double scatter = mean(trial -> trial.sd() * trial.sd()) - measured.sd() * measured.sd();
            return sd * sd - (scatter > 0 ? scatter / count() : 0);
        }

        private double mean(ToDoubleFunction<GaitParameter.Measured> value) {
            return trials.stream()
                    .mapToDouble(value)
                    .filter(Double::isFinite)
                    .average()
                    .orElse(0);
        }
    }

    private final Map<Name, Tried> tried;

    private NoiseTrials(Map<Name, Tried> tried) {
        this.tried = tried;
    }

    /**
     * @param prepared what was measured
     * @param measured what it measured
     */
    static NoiseTrials of(
            Preparation prepared, List<GaitParameter> measured, GaitOptions options, Measurement measurement) {
        GaitOptions alike = options.filteredAt(prepared.lowPass().hertz());
        Landmarks all = prepared.seen();
        Landmarks seen = excerpt(all);
        Map<Name, Tried> tried = new HashMap<>();
        try {
            List<GaitParameter> without =
                    seen == all ? measured : measurement.of(Preparation.of(seen, prepared.swaps(), alike));
            for (GaitParameter parameter : without) {
                if (parameter instanceof GaitParameter.Measured m) {
                    tried.put(Name.of(m), new Tried(m, new ArrayList<>()));
                }
            }
        } catch (NoWalkFound tooShort) {
            // The beginning of a long recording holds no stride: nothing can be tried on it.
            return new NoiseTrials(Map.of());
        }
        double[] noise = Arrays.stream(Joint.values())
                .mapToDouble(joint -> LandmarkNoise.of(seen, joint))
                .toArray();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int t = 0; t < TRIALS; t++) {
            Landmarks noisier = noisier(seen, noise, random);
            for (GaitParameter parameter : again(noisier, prepared.swaps(), alike, measurement)) {
                Tried known = tried.get(Name.of(parameter));
                if (known != null && parameter instanceof GaitParameter.Measured m) {
                    known.trials.add(m);
                }
            }
        }
        return new NoiseTrials(tried);
    }

    /** Nothing where twice the noise hides the walk: the other trials tell, if there are enough of them. */
    private static List<GaitParameter> again(
            Landmarks noisier, SwapReport swaps, GaitOptions options, Measurement measurement) {
        try {
            return measurement.of(Preparation.of(noisier, swaps, options));
        } catch (NoWalkFound hidden) {
            return List.of();
        }
    }

    private static Landmarks excerpt(Landmarks seen) {
        Run inView = seen.inView();
        return inView.length() <= MOST_FRAMES ? seen : seen.during(new Run(inView.from(), inView.from() + MOST_FRAMES));
    }

    private static Landmarks noisier(Landmarks seen, double[] noise, RandomGenerator random) {
        double[][] x = new double[noise.length][];
        double[][] y = new double[noise.length][];
        for (int j = 0; j < noise.length; j++) {
            x[j] = noisier(seen.x()[j], noise[j], random);
            y[j] = noisier(seen.y()[j], noise[j], random);
        }
        return new Landmarks(seen.time(), x, y, seen.confidence());
    }

    private static double[] noisier(double[] values, double sd, RandomGenerator random) {
        return Arrays.stream(values).map(v -> v + sd * random.nextGaussian()).toArray();
    }

    /** The same parameters in the same order, their intervals as wide as noise makes them. */
    List<GaitParameter> widened(List<GaitParameter> parameters) {
        return parameters.stream()
                .map(parameter -> parameter instanceof GaitParameter.Measured measured ? widened(measured) : parameter)
                .toList();
    }

    private GaitParameter widened(GaitParameter.Measured measured) {
        List<Tried> alike = alike(Name.of(measured));
        if (alike.isEmpty()) {
            return measured;
        }
        double bias = mean(alike, Tried::bias);
        double share = mean(alike, Tried::count) / measured.n();
        double common = STUDENT * Math.sqrt(share * Math.max(0, mean(alike, Tried::beyondScatter)));
        double below = Math.hypot(measured.value() - measured.ci95Low(), common) + Math.max(0, bias);
        double above = Math.hypot(measured.ci95High() - measured.value(), common) + Math.max(0, -bias);
        double low = measured.value() - below;
        return new GaitParameter.Measured(
                measured.name(),
                measured.unit(),
                measured.side(),
                measured.value(),
                isNeverNegative(measured.name()) ? Math.max(Math.min(0, measured.ci95Low()), low) : low,
                measured.value() + above,
                measured.sd(),
                measured.n());
    }

    /** Of the other side, too: noise does to one leg what it does to the other, and two tell more than one. */
    private List<Tried> alike(Name name) {
        return Stream.of(name, name.mirrored())
                .distinct()
                .map(tried::get)
                .filter(Objects::nonNull)
                .filter(found -> found.trials.size() >= FEWEST)
                .toList();
    }

    private static double mean(List<Tried> alike, ToDoubleFunction<Tried> value) {
        return alike.stream().mapToDouble(value).average().orElse(0);
    }

    /** Spreads, ranges and distances; that the value of another parameter is not told from zero is for {@link QualityGate} to say. */
    private static boolean isNeverNegative(String name) {
        return name.endsWith("_sd")
                || name.endsWith("_cv")
                || name.endsWith("_rom")
                || name.endsWith("_index")
                || name.startsWith("sagittal_");
    }
}
