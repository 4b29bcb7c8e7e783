package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

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
    static List<GaitCycle> of(SagittalWalk walk, List<GaitEvent> events, List<Stride> strides) {
        SpatialParameters spatial = new SpatialParameters(walk, events, List.of(), strides);
        boolean scaled = walk.scale().isPresent();
        List<GaitCycle> cycles = new ArrayList<>();
        for (Stride stride : strides) {
            cycles.add(new GaitCycle(
                    stride,
                    scaled
                            ? spatial.stepLength(stride.side(), stride.oppositeStrike(), stride.nextStrike())
                            : Double.NaN,
                    scaled ? spatial.strideLength(stride) : Double.NaN,
                    scaled ? spatial.speed(stride) : Double.NaN,
                    scaled ? spatial.clearance(stride) : Double.NaN,
                    range(JointAngles.HIP_FLEXION, walk, stride),
                    range(JointAngles.KNEE_FLEXION, walk, stride),
                    range(JointAngles.ANKLE_DORSIFLEXION, walk, stride)));
        }
        return cycles;
    }

    private static double range(JointAngles angle, SagittalWalk walk, Stride stride) {
        return angle.of(walk, stride.side())
                .flatMap(signal -> AngleCurves.ofStride(signal, stride))
                .map(AngleCurves::range)
                .orElse(Double.NaN);
    }
}
