package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.Optional;

/**
 * Sagittal joint angles in degrees, x forward and y up; flexion, dorsiflexion, anterior tilt and forward lean are positive. Rotations about the
 * axis across the walk have the zeros and signs of the ISB's joint coordinate systems (Wu et al., Journal of Biomechanics 35, 2002, 543–548
 * for hip and ankle, 38, 2005, 981–992 for shoulder and elbow); the pelvis' tilt has that of Plug-in-Gait (Kadaba et al., Journal of Orthopaedic
 * Research 8, 1990, 383–392; Davis et al., Human Movement Science 10, 1991, 575–587), as have hip, knee and ankle. OpenSim's
 * {@code pelvis_tilt} has the opposite sign.
 *
 * <p>Each is projected on the plane of the walk: it equals the three-dimensional one where the joint does not leave that plane.
 *
 * <ul>
 *   <li>{@code hip_flexion}: thigh against the <b>vertical</b>, 0 when the knee is under the hip. Against the vertical and not against the
 *       trunk, because a video shows neither the pelvis' tilt nor the trunk well enough; the pelvis' own tilt is therefore not in it.
 *   <li>{@code hip_flexion_pelvis}: thigh against the pelvis, the hip flexion of marker models; only where the pelvis is seen.
 *   <li>{@code knee_flexion}: thigh against shank, 0 when the leg is straight.
 *   <li>{@code ankle_dorsiflexion}: foot (heel to toe) against shank, 0 when they stand at 90°.
 *   <li>{@code pelvis_tilt}: the line from the middle of the posterior to the middle of the anterior superior iliac spines against the
 *       horizontal, positive with the front lower, about 10° in standing.
 *   <li>{@code trunk_lean}: the line from the middle of the hips to the middle of the shoulders (or the neck) against the vertical.
 *   <li>{@code shoulder_flexion}: upper arm against trunk, 0 when it hangs along the trunk, positive forward.
 *   <li>{@code elbow_flexion}: forearm against upper arm, 0 when the arm is straight.
 * </ul>
 */
enum JointAngles implements CycleAngle {
    HIP_FLEXION("hip_flexion", 2.5, 20, Unseen.LEG) {
        @Override
        Optional<Signal> wrapped(SagittalWalk walk, Side side) {
            return inclination(walk, Joint.of(side, "HIP"), Joint.of(side, "KNEE"));
        }
    },
    HIP_FLEXION_PELVIS("hip_flexion_pelvis", 2.5, 30, Unseen.PELVIS) {
        @Override
        Optional<Signal> wrapped(SagittalWalk walk, Side side) {
            return sum(HIP_FLEXION.wrapped(walk, side), PELVIS_TILT.wrapped(walk, side));
        }
    },
    KNEE_FLEXION("knee_flexion", 2.5, 60, Unseen.LEG) {
        @Override
        Optional<Signal> wrapped(SagittalWalk walk, Side side) {
            return difference(
                    inclination(walk, Joint.of(side, "HIP"), Joint.of(side, "KNEE")),
                    inclination(walk, Joint.of(side, "KNEE"), Joint.of(side, "ANKLE")));
        }
    },
    ANKLE_DORSIFLEXION("ankle_dorsiflexion", 2.5, 0, Unseen.FEET) {
        @Override
        Optional<Signal> wrapped(SagittalWalk walk, Side side) {
            Joint heel = Joint.of(side, "HEEL");
            Joint toe = Joint.of(side, "TOE");
            if (walk.heel(side) != heel || walk.toe(side) != toe) {
                return Optional.empty();
            }
            Signal along = walk.x(toe).minus(walk.x(heel));
            Signal rise = walk.y(toe).minus(walk.y(heel));
            return difference(
                    known(degrees(rise, along)), inclination(walk, Joint.of(side, "KNEE"), Joint.of(side, "ANKLE")));
        }
    },
    PELVIS_TILT("pelvis_tilt", 1.5, 0, Unseen.PELVIS) {
        @Override
        Optional<Signal> wrapped(SagittalWalk walk, Side side) {
            Landmarks body = walk.landmarks();
            double[] time = body.time();
            double[][] front = body.middle(Joint.LEFT_ASIS, Joint.RIGHT_ASIS);
            double[][] back = body.middle(Joint.LEFT_PSIS, Joint.RIGHT_PSIS);
            Signal along = new Signal(time, front[0]).minus(new Signal(time, back[0]));
            Signal fall = new Signal(time, back[1]).minus(new Signal(time, front[1]));
            return known(degrees(fall, along));
        }
    },
    TRUNK_LEAN("trunk_lean", 1.5, 0, Unseen.TRUNK) {
        @Override
        Optional<Signal> wrapped(SagittalWalk walk, Side side) {
            Landmarks body = walk.landmarks();
            double[][] hips = body.middle(Joint.LEFT_HIP, Joint.RIGHT_HIP);
            double[][] top = BodySize.topOfTrunk(body);
            double[] time = body.time();
            return known(degrees(
                    new Signal(time, top[0]).minus(new Signal(time, hips[0])),
                    new Signal(time, top[1]).minus(new Signal(time, hips[1]))));
        }
    },
    SHOULDER_FLEXION("shoulder_flexion", 4, 30, Unseen.ARMS) {
        @Override
        Optional<Signal> wrapped(SagittalWalk walk, Side side) {
            return sum(
                    inclination(walk, Joint.of(side, "SHOULDER"), Joint.of(side, "ELBOW")),
                    TRUNK_LEAN.wrapped(walk, side));
        }
    },
    ELBOW_FLEXION("elbow_flexion", 4, 60, Unseen.ARMS) {
        @Override
        Optional<Signal> wrapped(SagittalWalk walk, Side side) {
            return difference(
                    inclination(walk, Joint.of(side, "ELBOW"), Joint.of(side, "WRIST")),
                    inclination(walk, Joint.of(side, "SHOULDER"), Joint.of(side, "ELBOW")));
        }
    };

    /** Why an angle is not known, in words for people. */
    private static final class Unseen {
        private static final String LEG = "no whole stride was seen without gaps in the landmarks of this joint";
        private static final String FEET = "heel and toe were not seen, so the angle of the foot is unknown";
        private static final String PELVIS =
                "the iliac spines of the pelvis were not seen; a video does not show them, use markers";
        private static final String TRUNK = "neither shoulders nor neck were seen through a whole stride";
        private static final String ARMS = "shoulder, elbow and wrist were not seen through a whole stride";
    }

    private final String curve;
    private final double typicalSd;
    private final double usual;
    private final String whenUnseen;

    JointAngles(String curve, double typicalSd, double usual, String whenUnseen) {
        this.curve = curve;
        this.typicalSd = typicalSd;
        this.usual = usual;
        this.whenUnseen = whenUnseen;
    }

    @Override
    public String curve() {
        return curve;
    }

    /** Spread over strides to expect of a range of motion in an even walk, degrees. */
    double typicalSd() {
        return typicalSd;
    }

    /** Why there is no curve, when its landmarks were not seen. */
    String whenUnseen() {
        return whenUnseen;
    }

    /** The angle over time without jumps by whole turns; empty when a landmark it needs was not seen. */
    Optional<Signal> of(SagittalWalk walk, Side side) {
        return wrapped(walk, side).map(angle -> ContinuousAngle.continuous(angle, usual));
    }

    /** The same angle of one stride, whole turns taken off until it lies about the middle of what the joint can do. */
    @Override
    public double[] settled(double[] stride) {
        double mean = Statistics.mean(stride);
        double turns = mean - ContinuousAngle.nearest(mean, usual);
        return turns == 0 ? stride : Arrays.stream(stride).map(v -> v - turns).toArray();
    }

    /** The angle over time up to whole turns; empty when a landmark it needs was not seen. */
    abstract Optional<Signal> wrapped(SagittalWalk walk, Side side);

    /** Forward swing of a segment against the vertical: positive when its lower end is in front. */
    private static Optional<Signal> inclination(SagittalWalk walk, Joint upper, Joint lower) {
        Signal forward = walk.x(lower).minus(walk.x(upper));
        Signal down = walk.y(upper).minus(walk.y(lower));
        return known(degrees(forward, down));
    }

    private static Signal degrees(Signal opposite, Signal adjacent) {
        return opposite.combine(adjacent, (a, b) -> Math.toDegrees(Math.atan2(a, b)));
    }

    private static Optional<Signal> known(Signal angle) {
        return Arrays.stream(angle.value()).anyMatch(Double::isFinite) ? Optional.of(angle) : Optional.empty();
    }

    private static Optional<Signal> difference(Optional<Signal> a, Optional<Signal> b) {
        return a.flatMap(first -> b.map(first::minus));
    }

    private static Optional<Signal> sum(Optional<Signal> a, Optional<Signal> b) {
        return difference(a, b.map(Signal::negated));
    }
}
