package org.gaitsuite.gait;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Lengths and speed, in metres where the scale is known; withheld otherwise. */
final class SpatialParameters {
    private static final double TYPICAL_SHARE = 0.04;

    /**
     * The far foot stands about half a step's width (0.05 m) further from the camera than the body's middle and looks smaller by that
     * share of the distance, the near one nearer; at 4 m. Which foot is which is not told by every landmark network, so it is left in
     * the interval.
     */
    private static final double NEAR_AND_FAR = 0.0125;

    private static final double TYPICAL_CLEARANCE_METRES = 0.005;

    /** The toe dips at least so far below its first high in swing, or its low is noise. */
    private static final double LEAST_DIP_METRES = 0.003;

    private static final String SIDE_VIEW = "side view: the distance between the feet across the walk is not visible";
    private static final String NO_STEP =
            "no two heel strikes of opposite feet, with both feet at rest after them, follow one another";
    private static final String NO_STRIDE = "too few strides: no whole stride was seen";
    private static final String NO_TOE =
            "the toes were not seen well enough in swing to tell their height above the ground";

    private final SagittalWalk walk;
    private final List<Step> steps;
    private final List<Stride> strides;
    private final Ground ground;

    /** @param beltMetresPerSecond what a treadmill shows, null where not known */
    SpatialParameters(
            SagittalWalk walk,
            List<GaitEvent> events,
            List<Step> steps,
            List<Stride> strides,
            @Nullable Double beltMetresPerSecond) {
        this.walk = walk;
        this.steps = steps;
        this.strides = strides;
        double stride = strides.stream().mapToDouble(Stride::seconds).average().orElse(1);
        double belt = beltMetresPerSecond == null || walk.scale().isEmpty() ? Double.NaN : beltMetresPerSecond;
        this.ground = new Ground(walk, events, stride, belt);
    }

    /** @param whenUnscaled why lengths cannot be given, used when the scale is unknown */
    void speed(ParameterList out, String whenUnscaled) {
        if (walk.scale().isEmpty()) {
            out.withhold("walking_speed", "m/s", null, whenUnscaled);
            return;
        }
        double[] left = Statistics.finite(ofStrides(Side.LEFT, this::speed));
        double[] right = Statistics.finite(ofStrides(Side.RIGHT, this::speed));
        out.both("walking_speed", "m/s", left, right, ofLength().overlapping(1), NO_STRIDE);
    }

    double speed(Stride stride) {
        return (ground.pelvis(stride.nextStrike()) - ground.pelvis(stride.strike())) / stride.seconds();
    }

    void lengths(ParameterList out, String whenUnscaled) {
        if (walk.scale().isEmpty()) {
            out.withholdBySide("step_length", "m", whenUnscaled);
            out.withholdBySide("stride_length", "m", whenUnscaled);
            out.withhold("step_width", "m", null, SIDE_VIEW);
            out.withholdBySide("toe_clearance", "m", whenUnscaled);
            return;
        }
        out.bySide("step_length", "m", this::stepLengths, ofLength(), NO_STEP);
        out.bySide("stride_length", "m", this::strideLengths, ofLength().overlapping(1), NO_STRIDE);
        out.withhold("step_width", "m", null, SIDE_VIEW);
        out.bySide("toe_clearance", "m", side -> ofStrides(side, this::clearance), ofClearance(), NO_TOE);
    }

    /** Step lengths of one side, in the unit of the walk: they also tell symmetry, which needs no scale. */
    double[] stepLengths(Side side) {
        return Statistics.finite(steps.stream()
                .filter(step -> step.side() == side)
                .mapToDouble(step -> stepLength(step.side(), step.from(), step.to()))
                .toArray());
    }

    /** From where the other foot stands after it struck to where this one does, in the unit of the walk; NaN when either was not seen. */
    double stepLength(Side side, double oppositeStrike, double strike) {
        return ground.placement(side, strike) - ground.placement(side.opposite(), oppositeStrike);
    }

    /** Stride lengths of one side, in the unit of the walk. */
    double[] strideLengths(Side side) {
        return ofStrides(side, this::strideLength);
    }

    double strideLength(Stride stride) {
        double byFeet =
                ground.placement(stride.side(), stride.nextStrike()) - ground.placement(stride.side(), stride.strike());
        return Double.isFinite(byFeet) ? byFeet : ground.pelvis(stride.nextStrike()) - ground.pelvis(stride.strike());
    }

    private Spread ofLength() {
        double ofScale = walk.scale()
                .map(scale ->
                        scale.source() == BodyScale.Source.METRES ? 0 : Math.hypot(scale.uncertainty(), NEAR_AND_FAR))
                .orElse(0.0);
        return Spread.ofShare(TYPICAL_SHARE, 0, ofScale);
    }

    /** A height of centimetres in a picture is known within a pixel. */
    private Spread ofClearance() {
        boolean metres = walk.scale().equals(Optional.of(BodyScale.METRES));
        double pixel = walk.scale().map(BodyScale::metresPerUnit).orElse(0.0);
        return Spread.of(TYPICAL_CLEARANCE_METRES, metres ? 0 : pixel);
    }

    /**
     * Lowest height of the toe in the middle of swing, over its own height in the stance before (Winter 1992: minimum toe clearance); NaN
     * when the toe has no such low between its two highs.
     */
    double clearance(Stride stride) {
        if (!Double.isFinite(stride.off()) || walk.toe(stride.side()) != Joint.of(stride.side(), "TOE")) {
            return Double.NaN;
        }
        Signal toe = walk.y(walk.toe(stride.side()));
        double rest = Statistics.median(toe.between(stride.at(0.15), stride.at(0.35)));
        double[] swing =
                toe.between(stride.off() + 0.25 * stride.swingSeconds(), stride.off() + 0.85 * stride.swingSeconds());
        int low = -1;
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 1; i + 1 < swing.length; i++) {
            before = Math.max(before, swing[i - 1]);
            boolean dip = swing[i] <= swing[i - 1] && swing[i] <= swing[i + 1];
            if (dip && swing[i] < before - LEAST_DIP_METRES && (low < 0 || swing[i] < swing[low])) {
                low = i;
            }
        }
        return low < 0 ? Double.NaN : swing[low] - rest;
    }

    private double[] ofStrides(Side side, ToDoubleFunction<Stride> value) {
        return strides.stream()
                .filter(stride -> stride.side() == side)
                .mapToDouble(value)
                .toArray();
    }
}
