package org.gaitsuite.gait;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** Of each stride its cycle, in the same order. */
    static List<GaitCycle> of(SagittalWalk walk, List<MeasuredBout> bouts, AngleCurves angles, FilmedPlace place) {
        List<Stride> strides = MeasuredBout.strides(bouts);
        SpatialParameters spatial = new SpatialParameters(
                walk, MeasuredBout.events(bouts), List.of(), strides, place.beltMetresPerSecond());
        Ranges ranges = new Ranges(
                ranges(angles, JointAngles.HIP_FLEXION),
                ranges(angles, JointAngles.KNEE_FLEXION),
                ranges(angles, JointAngles.ANKLE_DORSIFLEXION));
        boolean scaled = walk.scale().isPresent();
        return strides.stream()
                .map(stride -> scaled ? scaled(spatial, stride, ranges) : unscaled(stride, ranges))
                .toList();
    }

    /** Of a walk that tells nothing but times. */
    static GaitCycle ofTimes(Stride stride) {
        return unscaled(stride, new Ranges(Map.of(), Map.of(), Map.of()));
    }

    private static GaitCycle scaled(SpatialParameters spatial, Stride stride, Ranges ranges) {
        return new GaitCycle(
                stride,
                spatial.stepLength(stride.side(), stride.oppositeStrike(), stride.nextStrike()),
                spatial.strideLength(stride),
                spatial.speed(stride),
                spatial.clearance(stride),
                of(stride, ranges.hip),
                of(stride, ranges.knee),
                of(stride, ranges.ankle));
    }

    private static GaitCycle unscaled(Stride stride, Ranges ranges) {
        return new GaitCycle(
                stride,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                of(stride, ranges.hip),
                of(stride, ranges.knee),
                of(stride, ranges.ankle));
    }

    /** Degrees of those strides that show an angle without a gap. */
    private record Ranges(Map<Stride, Double> hip, Map<Stride, Double> knee, Map<Stride, Double> ankle) {}

    private static Map<Stride, Double> ranges(AngleCurves angles, JointAngles angle) {
        Map<Stride, Double> ranges = new HashMap<>();
        for (Side side : Side.values()) {
            StrideCurves curves = angles.of(angle, side);
            double[] degrees = curves.ranges();
            for (int s = 0; s < degrees.length; s++) {
                ranges.put(curves.strides().get(s), degrees[s]);
            }
        }
        return ranges;
    }

    private static double of(Stride stride, Map<Stride, Double> ranges) {
        Double known = ranges.get(stride);
        return known == null ? Double.NaN : known;
    }
}
