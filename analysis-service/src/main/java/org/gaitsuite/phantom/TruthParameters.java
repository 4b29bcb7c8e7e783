package org.gaitsuite.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.Side;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a steady walk by the names and definitions of the result schema; without side the mean of both. They are those of a walk without end, so
 * standard deviations are 0 and intervals closed however much strides vary.
 */
final class TruthParameters {
    private static final int SWING_SAMPLES = 300;
    private static final int PHASES = 2000;
    private final Walk walk;
    private final GaitTiming timing;
    private final int leftStrides;
    private final int rightStrides;
    private final List<GaitParameter.Measured> out = new ArrayList<>();

    TruthParameters(Walk walk, int leftStrides, int rightStrides) {
        this.walk = walk;
        this.timing = walk.timing();
        this.leftStrides = leftStrides;
        this.rightStrides = rightStrides;
    }

    List<GaitParameter.Measured> all(List<GaitCurve> curves) {
        double stride = timing.strideSeconds();
        double doubleSupport = timing.doubleSupportBefore(Side.LEFT) + timing.doubleSupportBefore(Side.RIGHT);
        one("cadence", "steps/min", null, 120 / stride);
        one("walking_speed", "m/s", null, timing.speed());
        one("step_width", "m", null, walk.stepWidth());
        each("step_time", "s", timing::stepSeconds);
        each("stride_time", "s", side -> stride);
        each("stance_time", "s", side -> timing.stance(side) * stride);
        each("swing_time", "s", side -> (1 - timing.stance(side)) * stride);
        each("single_support_time", "s", side -> (1 - timing.stance(side.opposite())) * stride);
        each("double_support_time", "s", side -> doubleSupport);
        each("stance_percent", "%", side -> 100 * timing.stance(side));
        each("swing_percent", "%", side -> 100 * (1 - timing.stance(side)));
        each("double_support_percent", "%", side -> 100 * doubleSupport / stride);
        each("step_length", "m", timing::stepMetres);
        each("stride_length", "m", side -> timing.strideMetres());
        clearance();
        FrontalTruth frontal = new FrontalTruth(walk);
        one("trunk_lateral_sway", "deg", null, frontal.trunkSway());
        each("trunk_lean_frontal_max_stance", "deg", frontal::mostTrunkLean);
        each("pelvic_drop", "deg", frontal::pelvicDrop);
        for (String name : SagittalAngles.JOINTS) {
            each(name.substring(0, name.indexOf('_')) + "_rom", "deg", side -> range(curves, name, side));
        }
        one("step_time_symmetry", "%", null, symmetry(timing::stepSeconds));
        one("step_length_symmetry", "%", null, symmetry(timing::stepMetres));
        one("phase_coordination_index", "%", null, phaseCoordination());
        return out;
    }

    /** Symmetry index of Robinson, Herzog &amp; Nigg 1987: positive when the right is larger. */
    private static double symmetry(ToDoubleFunction<Side> value) {
        double left = value.applyAsDouble(Side.LEFT);
        double right = value.applyAsDouble(Side.RIGHT);
        return 100 * (right - left) / ((right + left) / 2);
    }

    /** Of Plotnik, Giladi &amp; Hausdorff 2007, of a walk so long that chance plays no part. */
    private double phaseCoordination() {
        double[] phases = walk.phases(PHASES);
        double mean = Arrays.stream(phases).average().orElseThrow();
        double departure =
                Arrays.stream(phases).map(p -> Math.abs(p - 0.5)).average().orElseThrow();
        double squares = Arrays.stream(phases)
                .map(p -> (p - mean) * (p - mean))
                .average()
                .orElseThrow();
        return 200 * departure + 100 * Math.sqrt(squares) / mean;
    }

    private static double range(List<GaitCurve> curves, String name, Side side) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (GaitCurve curve : curves) {
            if (curve.name().equals(name) && curve.side() == side) {
                for (double v : curve.mean()) {
                    low = Math.min(low, v);
                    high = Math.max(high, v);
                }
            }
        }
        return high - low;
    }

    /** Said only where both toes come down in mid-swing before they rise for the landing. */
    private void clearance() {
        double left = clearance(Side.LEFT);
        double right = clearance(Side.RIGHT);
        if (!Double.isNaN(left) && !Double.isNaN(right)) {
            each("toe_clearance", "m", side -> side == Side.LEFT ? left : right);
        }
    }

    /** Lowest point of the hallux' tip in mid-swing over its height in stance (Winter 1992); NaN where it has no such low. */
    private double clearance(Side side) {
        double stride = timing.strideSeconds();
        double off = walk.steadyHeelStrike(side) + timing.stance(side) * stride;
        double swing = (1 - timing.stance(side)) * stride;
        double rest = walk.steadyAt(off - 0.4 * timing.stance(side) * stride)
                .leg(side)
                .toeMark()
                .y();
        double lowest = Double.NaN;
        double[] heights = new double[SWING_SAMPLES + 1];
        for (int i = 0; i <= SWING_SAMPLES; i++) {
            double t = off + swing * (0.25 + 0.6 * i / SWING_SAMPLES);
            heights[i] = walk.steadyAt(t).leg(side).toeMark().y() - rest;
        }
        for (int i = 1; i < SWING_SAMPLES; i++) {
            boolean low = heights[i] <= heights[i - 1] && heights[i] <= heights[i + 1];
            if (low && !(heights[i] >= lowest)) {
                lowest = heights[i];
            }
        }
        return lowest;
    }

    private void each(String name, String unit, ToDoubleFunction<Side> value) {
        double left = value.applyAsDouble(Side.LEFT);
        double right = value.applyAsDouble(Side.RIGHT);
        one(name, unit, Side.LEFT, left);
        one(name, unit, Side.RIGHT, right);
        one(name, unit, null, (left + right) / 2);
    }

    private void one(String name, String unit, @Nullable Side side, double value) {
        int n = side == null ? leftStrides + rightStrides : side == Side.LEFT ? leftStrides : rightStrides;
        out.add(new GaitParameter.Measured(name, unit, side, value, value, value, 0, n));
    }
}
