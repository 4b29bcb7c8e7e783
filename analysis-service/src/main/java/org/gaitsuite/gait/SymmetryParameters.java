package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.List;

/** How alike the two sides are, and how steadily they take turns. */
final class SymmetryParameters {
    /** Fewest strides for the phase coordination index: half of it is a coefficient of variation. */
    static final int FEWEST_PHASES = 5;

    private SymmetryParameters() {}

    /**
     * Symmetry index 100 (R − L) / ((R + L) / 2), per cent: 0 when both are equal, positive when the right is larger (Robinson, Herzog
     * &amp; Nigg, Journal of Manipulative and Physiological Therapeutics 10, 1987, 172–176). Needs two steps of each side.
     *
     * @param error of the mean of one side that its strides share, in the unit of the values
     */
    static void index(ParameterList out, String name, double[] left, double[] right, double error) {
        if (left.length < 2 || right.length < 2) {
            out.withhold(
                    name,
                    "%",
                    null,
                    "too few steps: %d left and %d right ones were measured, two of each are needed"
                            .formatted(left.length, right.length));
            return;
        }
        double value = index(Statistics.mean(left), Statistics.mean(right));
        double mean = (Statistics.mean(left) + Statistics.mean(right)) / 2;
        double typical = 0.03 * mean;
        double half = Math.hypot(
                MeanOfStrides.studentHalfWidth(left.length, Statistics.standardDeviation(left), typical),
                MeanOfStrides.studentHalfWidth(right.length, Statistics.standardDeviation(right), typical));
        double width = 100 * (half + error) / Math.abs(mean);
        int n = Math.min(left.length, right.length);
        out.measured(name, "%", null, value, new Bootstrap.Interval(value - width, value + width), Double.NaN, n);
    }

    private static double index(double left, double right) {
        return 100 * (right - left) / ((right + left) / 2);
    }

    /**
     * Phase coordination index (Plotnik, Giladi &amp; Hausdorff, Experimental Brain Research 181, 2007, 561–570), per cent: the mean
     * departure of the phase of one foot's strike in the other's stride from half a stride, plus that phase's coefficient of variation.
     * The stride is that of the leg with the longer swing.
     */
    static void phaseCoordination(ParameterList out, List<Stride> strides, double intervalSeconds) {
        Side reference = meanSwing(strides, Side.LEFT) >= meanSwing(strides, Side.RIGHT) ? Side.LEFT : Side.RIGHT;
        double[] phases = Statistics.finite(strides.stream()
                .filter(stride -> stride.side() == reference)
                .mapToDouble(stride -> (stride.oppositeStrike() - stride.strike()) / stride.seconds())
                .toArray());
        if (phases.length < FEWEST_PHASES) {
            out.withhold(
                    "phase_coordination_index",
                    "%",
                    null,
                    "too few strides: %d were measured, at least %d of one foot are needed to tell their variability"
                            .formatted(phases.length, FEWEST_PHASES));
            return;
        }
        double stride = strides.stream().mapToDouble(Stride::seconds).average().orElse(1);
        Bootstrap.Interval interval = Bootstrap.interval(
                        phases.length,
                        drawn -> phaseCoordination(
                                Arrays.stream(drawn).mapToDouble(i -> phases[i]).toArray()))
                .widened(100 * intervalSeconds / 2 / stride);
        double value = phaseCoordination(phases);
        Bootstrap.Interval around = interval.hull(new Bootstrap.Interval(value, value));
        Bootstrap.Interval ci = new Bootstrap.Interval(Math.max(0, around.low()), around.high());
        out.measured("phase_coordination_index", "%", null, value, ci, Double.NaN, phases.length);
    }

    /** @param phases of the opposite strike, as shares of the stride, 0.5 when the sides take even turns */
    static double phaseCoordination(double[] phases) {
        double departure = 100
                * Arrays.stream(phases)
                        .map(phase -> Math.abs(phase - 0.5))
                        .average()
                        .orElse(Double.NaN)
                / 0.5;
        double variation = 100 * Statistics.standardDeviation(phases) / Statistics.mean(phases);
        return departure + variation;
    }

    private static double meanSwing(List<Stride> strides, Side side) {
        double mean = Statistics.mean(strides.stream()
                .filter(stride -> stride.side() == side)
                .mapToDouble(Stride::swingSeconds)
                .toArray());
        return Double.isNaN(mean) ? 0 : mean;
    }
}
