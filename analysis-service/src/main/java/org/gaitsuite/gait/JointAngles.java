package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.Optional;

/**
 * Sagittal joint angles in degrees, x forward and y up; flexion, dorsiflexion and forward lean are positive.
 *
 * <ul>
 *   <li>{@code hip_flexion}: thigh against the vertical, 0 when the knee is under the hip. Against the vertical and not against the
 *       trunk, because a video shows neither the pelvis' tilt nor the trunk well enough; the pelvis' own tilt is therefore not in it.
 *   <li>{@code knee_flexion}: thigh against shank, 0 when the leg is straight.
 *   <li>{@code ankle_dorsiflexion}: foot (heel to toe) against shank, 0 when they stand at 90°.
 *   <li>{@code trunk_lean}: the line from the middle of the hips to the middle of the shoulders (or the neck) against the vertical.
 * </ul>
 */
enum JointAngles {
    HIP_FLEXION("hip_flexion", 2.5) {
        @Override
        Optional<Signal> of(SagittalWalk walk, Side side) {
            return inclination(walk, Joint.of(side, "HIP"), Joint.of(side, "KNEE"));
        }
    },
    KNEE_FLEXION("knee_flexion", 2.5) {
        @Override
        Optional<Signal> of(SagittalWalk walk, Side side) {
            return difference(
                    inclination(walk, Joint.of(side, "HIP"), Joint.of(side, "KNEE")),
                    inclination(walk, Joint.of(side, "KNEE"), Joint.of(side, "ANKLE")));
        }
    },
    ANKLE_DORSIFLEXION("ankle_dorsiflexion", 2.5) {
        @Override
        Optional<Signal> of(SagittalWalk walk, Side side) {
            Joint heel = Joint.of(side, "HEEL");
            Joint toe = Joint.of(side, "TOE");
            if (walk.heel(side) != heel || walk.toe(side) != toe) {
                return Optional.empty();
            }
            Signal along = walk.x(toe).minus(walk.x(heel));
            Signal rise = walk.y(toe).minus(walk.y(heel));
            Signal pitch = degrees(rise, along);
            return difference(Optional.of(pitch), inclination(walk, Joint.of(side, "KNEE"), Joint.of(side, "ANKLE")));
        }
    },
    TRUNK_LEAN("trunk_lean", 1.5) {
        @Override
        Optional<Signal> of(SagittalWalk walk, Side side) {
            Landmarks body = walk.landmarks();
            double[][] hips = body.middle(Joint.LEFT_HIP, Joint.RIGHT_HIP);
            double[][] shoulders = body.middle(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER);
            boolean seen = Statistics.finite(shoulders[0]).length > 0;
            double[] topX = seen ? shoulders[0] : body.x(Joint.NECK);
            double[] topY = seen ? shoulders[1] : body.y(Joint.NECK);
            if (Statistics.finite(topX).length == 0) {
                return Optional.empty();
            }
            double[] time = body.time();
            return Optional.of(degrees(
                    new Signal(time, topX).minus(new Signal(time, hips[0])),
                    new Signal(time, topY).minus(new Signal(time, hips[1]))));
        }
    };

    private final String curve;
    private final double typicalSd;

    JointAngles(String curve, double typicalSd) {
        this.curve = curve;
        this.typicalSd = typicalSd;
    }

    /** Name of the curve in the result. */
    String curve() {
        return curve;
    }

    /** Spread over strides to expect of a range of motion in an even walk, degrees. */
    double typicalSd() {
        return typicalSd;
    }

    /** The angle over time; empty when a landmark it needs was not seen. */
    abstract Optional<Signal> of(SagittalWalk walk, Side side);

    /** Forward swing of a segment against the vertical: positive when its lower end is in front. */
    private static Optional<Signal> inclination(SagittalWalk walk, Joint upper, Joint lower) {
        Signal forward = walk.x(lower).minus(walk.x(upper));
        Signal down = walk.y(upper).minus(walk.y(lower));
        return Arrays.stream(forward.value()).anyMatch(Double::isFinite)
                ? Optional.of(degrees(forward, down))
                : Optional.empty();
    }

    private static Signal degrees(Signal opposite, Signal adjacent) {
        return opposite.combine(adjacent, (a, b) -> Math.toDegrees(Math.atan2(a, b)));
    }

    private static Optional<Signal> difference(Optional<Signal> a, Optional<Signal> b) {
        return a.flatMap(first -> b.map(first::minus));
    }
}
