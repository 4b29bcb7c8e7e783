package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * How much strides differ from one another: standard deviation ({@code …_sd}) and coefficient of variation ({@code …_cv}, per cent of the mean),
 * taken within each side so that a limp, which is asymmetry, does not look like unsteadiness.
 *
 * <p><b>How many strides it takes.</b> Variability needs far more than means: over 10 to 60 consecutive cycles its repeatability between
 * days rises from an intraclass correlation of 0.6 to 0.9 and levels off at 50, where means are repeatable with 10 (König, Singh, von
 * Beckerath, Janke &amp; Taylor, Gait &amp; Posture 39, 2014, 615–617); in patients and older people 20 strides told the coefficient of variation of
 * all of them (Kroneberg et al., Frontiers in Aging Neuroscience 10, 2019, 435). Fewer than 10 of a foot are withheld; the interval says
 * how little is known between 10 and 50.
 *
 * <p>What is measured includes the error of placing contacts; only that of the frame interval is known and opens the lower end.
 */
final class VariabilityParameters {
    /** Fewest strides (or steps) of one foot. */
    static final int FEWEST = 10;

    private final ParameterList out;

    private VariabilityParameters(ParameterList out) {
        this.out = out;
    }

    /**
     * @param strideLengths of one side, in metres unless they have a reason not to be
     * @param noMetres why lengths cannot be given in metres, empty when they can; their coefficient of variation needs no unit
     */
    static void all(
            ParameterList out,
            List<Step> steps,
            List<Stride> strides,
            Function<Side, double[]> strideLengths,
            String noMetres,
            double intervalSeconds) {
        VariabilityParameters of = new VariabilityParameters(out);
        of.both("stride_time", "s", "", intervalSeconds, s -> Stride.values(strides, s, Stride::seconds));
        of.both("step_time", "s", "", intervalSeconds, s -> Step.seconds(steps, s));
        of.both("stride_length", "m", noMetres, 0, strideLengths);
        of.both("swing_time", "s", "", intervalSeconds, s -> Stride.values(strides, s, Stride::swingSeconds));
    }

    /**
     * @param unitUnknown why a value in that unit cannot be given, empty when it can
     * @param frameSeconds time between frames for a time, 0 for a length
     */
    private void both(
            String name, String unit, String unitUnknown, double frameSeconds, Function<Side, double[]> values) {
        List<double[]> sides = new ArrayList<>();
        int most = 0;
        for (Side side : Side.values()) {
            double[] known = Statistics.finite(values.apply(side));
            most = Math.max(most, known.length);
            if (known.length >= FEWEST) {
                sides.add(known);
            }
        }
        if (sides.isEmpty()) {
            String reason =
                    "too few strides: %d of one foot were measured, variability needs at least %d, and 50 to be repeatable"
                            .formatted(most, FEWEST);
            out.withhold(name + "_sd", unit, null, reason);
            out.withhold(name + "_cv", "%", null, reason);
            return;
        }
        double mean = sides.stream().mapToDouble(Statistics::mean).average().orElseThrow();
        double[] residuals =
                sides.stream().flatMapToDouble(VariabilityParameters::residuals).toArray();
        double sd = rootMeanSquare(residuals);
        Bootstrap.Interval ci = interval(residuals, sd, frameSeconds);
        if (unitUnknown.isEmpty()) {
            out.measured(name + "_sd", unit, null, sd, ci, Double.NaN, residuals.length);
        } else {
            out.withhold(name + "_sd", unit, null, unitUnknown);
        }
        double percent = 100 / Math.abs(mean);
        Bootstrap.Interval inPercent = new Bootstrap.Interval(percent * ci.low(), percent * ci.high());
        out.measured(name + "_cv", "%", null, percent * sd, inPercent, Double.NaN, residuals.length);
    }

    /** Distances from the side's mean, made larger by √(n / (n − 1)): their mean square is the sample variance. */
    private static DoubleStream residuals(double[] side) {
        double mean = Statistics.mean(side);
        double larger = Math.sqrt(side.length / (side.length - 1.0));
        return DoubleStream.of(side).map(v -> larger * (v - mean));
    }

    /**
     * By drawing residuals again (Davison &amp; Hinkley, Bootstrap Methods and their Application, 1997, section 3.3), but never narrower than
     * what normal scatter gives, ± 1.96 / √(2 n) of the logarithm: the few largest residuals are missing in most draws. Two contacts, each
     * known within a frame, add the variance of a sixth of its square to a time that lies between them.
     */
    private static Bootstrap.Interval interval(double[] residuals, double sd, double frameSeconds) {
        double[] squares = DoubleStream.of(residuals).map(r -> r * r).toArray();
        double normal = Math.exp(1.96 / Math.sqrt(2.0 * squares.length));
        Bootstrap.Interval drawn = Bootstrap.interval(squares.length, indices -> {
                    double sum = 0;
                    for (int i : indices) {
                        sum += squares[i];
                    }
                    return Math.sqrt(sum / indices.length);
                })
                .hull(new Bootstrap.Interval(sd / normal, sd * normal));
        double ofFrames = frameSeconds * frameSeconds / 6;
        double low = Math.sqrt(Math.max(0, drawn.low() * drawn.low() - ofFrames));
        return new Bootstrap.Interval(low, drawn.high());
    }

    private static double rootMeanSquare(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum / values.length);
    }
}
