package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * How alike the two sides are, and how steadily they take turns.
 *
 * <p>Four measures of one and the same thing, the ratio r of the right side's mean to the left's, because studies report one or the other
 * (compared in Patterson, Gage, Brooks, Black &amp; McIlroy, Gait &amp; Posture 31, 2010, 241–246):
 *
 * <ul>
 *   <li>{@code …_symmetry}, per cent: the symmetry index 100 (R − L) / ((R + L) / 2) (Robinson, Herzog &amp; Nigg, Journal of Manipulative and
 *       Physiological Therapeutics 10, 1987, 172–176);
 *   <li>{@code …_symmetry_angle}, per cent: (45° − arctan(L / R)) / 90° · 100, which has no arbitrary reference side and stays within ±50 for
 *       values of one sign (Zifchock, Davis, Higginson &amp; Royer, Gait &amp; Posture 27, 2008, 622–627);
 *   <li>{@code …_symmetry_ratio}: R / L;
 *   <li>{@code …_symmetry_log_ratio}, per cent: 100 ln(R / L), with its sign where Plotnik, Giladi, Balash, Peretz &amp; Hausdorff (Annals of
 *       Neurology 57, 2005, 656–663) take the magnitude.
 * </ul>
 *
 * Zero, or a ratio of 1, when both are equal; positive, or above 1, when the right is larger. All rise with r, so the interval of r is that
 * of each.
 */
final class SymmetryParameters {
    /** Fewest strides for the phase coordination index: half of it is a coefficient of variation. */
    static final int FEWEST_PHASES = 5;

    /** Fewest values of each side. */
    private static final int FEWEST = 2;

    /** Spread over strides to expect, as a share of the mean. */
    private static final double TYPICAL_SHARE = 0.03;

    private record Measure(String suffix, String unit, DoubleUnaryOperator ofRatio) {}

    private static final List<Measure> FAMILY = List.of(
            new Measure("_symmetry", "%", r -> 200 * (r - 1) / (r + 1)),
            new Measure("_symmetry_angle", "%", r -> 100 * (45 - Math.toDegrees(Math.atan(1 / r))) / 90),
            new Measure("_symmetry_ratio", "", r -> r),
            new Measure("_symmetry_log_ratio", "%", r -> 100 * Math.log(r)));

    private SymmetryParameters() {}

    static void all(
            ParameterList out,
            List<Step> steps,
            List<Stride> strides,
            SpatialParameters spatial,
            AngleCurves angles,
            double intervalSeconds) {
        ofTimes(out, steps, strides, intervalSeconds);
        family(out, "step_length", spatial::stepLengths, 0);
        family(
                out,
                "knee_rom",
                side -> angles.of(JointAngles.KNEE_FLEXION, side).ranges(),
                0);
    }

    /** What needs contacts alone, whatever the view. */
    static void ofTimes(ParameterList out, List<Step> steps, List<Stride> strides, double intervalSeconds) {
        family(out, "step_time", side -> Step.seconds(steps, side), intervalSeconds);
        family(out, "stance_time", side -> Stride.values(strides, side, Stride::stanceSeconds), intervalSeconds);
        family(out, "swing_time", side -> Stride.values(strides, side, Stride::swingSeconds), intervalSeconds);
        phaseCoordination(out, strides, intervalSeconds);
    }

    /** The four measures of one parameter that is not known. */
    static void withhold(ParameterList out, String name, String reason) {
        FAMILY.forEach(measure -> out.withhold(name + measure.suffix, measure.unit, null, reason));
    }

    /**
     * The four measures of one parameter; two values of each side are needed.
     *
     * @param error that each value may have, in the unit of the values; the mean of n of them has that over √n
     */
    static void family(ParameterList out, String name, Function<Side, double[]> values, double error) {
        double[] left = Statistics.finite(values.apply(Side.LEFT));
        double[] right = Statistics.finite(values.apply(Side.RIGHT));
        String reason = whyNot(left, right);
        if (!reason.isEmpty()) {
            withhold(out, name, reason);
            return;
        }
        MeanOfStrides ofLeft = MeanOfStrides.of(left, Spread.ofShare(TYPICAL_SHARE, 0, 0));
        MeanOfStrides ofRight = MeanOfStrides.of(right, Spread.ofShare(TYPICAL_SHARE, 0, 0));
        int n = Math.min(left.length, right.length);
        double shared = 2 * error / Math.sqrt(n) / (ofLeft.mean() + ofRight.mean());
        double ratio = ofRight.mean() / ofLeft.mean();
        double low = ratio * Math.exp(-Math.max(shared, Math.hypot(below(ofRight), above(ofLeft))));
        double high = ratio * Math.exp(Math.max(shared, Math.hypot(above(ofRight), below(ofLeft))));
        for (Measure measure : FAMILY) {
            Bootstrap.Interval ci =
                    new Bootstrap.Interval(measure.ofRatio.applyAsDouble(low), measure.ofRatio.applyAsDouble(high));
            out.measured(
                    name + measure.suffix, measure.unit, null, measure.ofRatio.applyAsDouble(ratio), ci, Double.NaN, n);
        }
    }

    /** Empty when the sides can be compared. */
    private static String whyNot(double[] left, double[] right) {
        if (left.length < FEWEST || right.length < FEWEST) {
            return "too few steps or strides: %d left and %d right ones were measured, two of each are needed"
                    .formatted(left.length, right.length);
        }
        return Statistics.mean(left) > 0 && Statistics.mean(right) > 0
                ? ""
                : "the mean of one side is zero or negative, so the sides have no ratio; compare their values";
    }

    /** How far the interval reaches below the mean, as a logarithm; at most to a thousandth of it. */
    private static double below(MeanOfStrides side) {
        return -Math.log(Math.max(1e-3, side.ci95().low() / side.mean()));
    }

    private static double above(MeanOfStrides side) {
        return Math.log(side.ci95().high() / side.mean());
    }

    /**
     * Phase coordination index (Plotnik, Giladi &amp; Hausdorff, Experimental Brain Research 181, 2007, 561–570), per cent: the mean
     * departure of the phase of one foot's strike in the other's stride from half a stride, plus that phase's coefficient of variation.
     * The stride is that of the leg with the longer swing.
     */
    private static void phaseCoordination(ParameterList out, List<Stride> strides, double intervalSeconds) {
        Side reference = meanSwing(strides, Side.LEFT) >= meanSwing(strides, Side.RIGHT) ? Side.LEFT : Side.RIGHT;
        double[] phases = Statistics.finite(Stride.values(
                strides, reference, stride -> (stride.oppositeStrike() - stride.strike()) / stride.seconds()));
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
        double mean = Statistics.mean(Stride.values(strides, side, Stride::swingSeconds));
        return Double.isNaN(mean) ? 0 : mean;
    }
}
