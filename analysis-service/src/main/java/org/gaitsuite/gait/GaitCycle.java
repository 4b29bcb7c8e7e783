package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of one gait cycle. NaN for what this cycle does not tell, and for every length where the scale is unknown.
 *
 * @param stepMetres length of the step within the cycle that this foot ends: from the opposite heel strike to this foot's next one
 * @param strideMetres from one heel strike of this foot to its next
 * @param metresPerSecond speed of the pelvis over the cycle
 * @param toeClearanceMetres lowest height of the toe in the middle of swing, over its own height in stance
 * @param hipRangeDegrees largest minus smallest angle within the cycle, here of the hip
 */
public record GaitCycle(
        Stride stride,
        double stepMetres,
        double strideMetres,
        double metresPerSecond,
        double toeClearanceMetres,
        double hipRangeDegrees,
        double kneeRangeDegrees,
        double ankleRangeDegrees) {

    /**
     * Of each stride its cycle, in the same order.
     *
     * @param walk along the ground, for lengths
     * @param level against gravity, for angles
     */
    static List<GaitCycle> of(SagittalWalk walk, SagittalWalk level, List<MeasuredBout> bouts, FilmedPlace place) {
        List<Stride> strides = MeasuredBout.strides(bouts);
        SpatialParameters spatial = new SpatialParameters(
                walk, MeasuredBout.events(bouts), List.of(), strides, place.beltMetresPerSecond());
        List<GaitCycle> cycles = new ArrayList<>();
        Map<Side, Ranges> ranges = new EnumMap<>(Side.class);
        for (Stride stride : strides) {
            Ranges ofSide = ranges.computeIfAbsent(stride.side(), side -> Ranges.of(level, side));
            cycles.add(walk.scale().isPresent() ? scaled(spatial, stride, ofSide) : unscaled(stride, ofSide));
        }
        return cycles;
    }

    private static GaitCycle scaled(SpatialParameters spatial, Stride stride, Ranges ranges) {
        return new GaitCycle(
                stride,
                spatial.stepLength(stride.side(), stride.oppositeStrike(), stride.nextStrike()),
                spatial.strideLength(stride),
                spatial.speed(stride),
                spatial.clearance(stride),
                range(ranges.hip, stride),
                range(ranges.knee, stride),
                range(ranges.ankle, stride));
    }

    private static GaitCycle unscaled(Stride stride, Ranges ranges) {
        return new GaitCycle(
                stride,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                range(ranges.hip, stride),
                range(ranges.knee, stride),
                range(ranges.ankle, stride));
    }

    /** Of a walk that tells nothing but times. */
    static GaitCycle ofTimes(Stride stride) {
        return unscaled(stride, new Ranges(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** The angles of one leg over the whole walk, worked out once. */
    private record Ranges(Optional<Signal> hip, Optional<Signal> knee, Optional<Signal> ankle) {
        static Ranges of(SagittalWalk level, Side side) {
            return new Ranges(
                    JointAngles.HIP_FLEXION.of(level, side),
                    JointAngles.KNEE_FLEXION.of(level, side),
                    JointAngles.ANKLE_DORSIFLEXION.of(level, side));
        }
    }

    private static double range(Optional<Signal> angle, Stride stride) {
        return angle.flatMap(signal -> AngleCurves.ofStride(signal, stride))
                .map(AngleCurves::range)
                .orElse(Double.NaN);
    }
}
