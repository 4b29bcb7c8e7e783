package org.gaitsuite.phantom;

import java.util.EnumSet;
import java.util.Set;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;

/**
 * Where everything of the body is at one moment, world metres.
 *
 * @param pelvis middle between the hip joints
 * @param trunkUp unit vector along the trunk
 * @param across unit vector from the left to the right shoulder
 * @param facing horizontal unit vector that the face looks along
 */
record BodyPose(
        Leg left,
        Leg right,
        Arm leftArm,
        Arm rightArm,
        Vec3 pelvis,
        Vec3 trunkUp,
        Vec3 across,
        Vec3 facing,
        Vec3 neck,
        Vec3 headTop,
        Vec3 nose) {
    /** The landmarks this body has: its pelvis is a line between the hips and has no spines. */
    static final Set<Joint> JOINTS = EnumSet.range(Joint.HEAD_TOP, Joint.RIGHT_TOE);

    /**
     * @param heel centre of the heel's ball, which is the pivot from heel strike to foot flat
     * @param toe centre of the toe's end, the pivot from heel rise to toe off
     * @param heelMark rearmost point of the calcaneus
     * @param toeMark tip of the hallux
     * @param planted the foot is on the ground
     */
    record Leg(
            Vec3 hip,
            Vec3 knee,
            Vec3 ankle,
            Vec3 heel,
            Vec3 ball,
            Vec3 toe,
            Vec3 heelMark,
            Vec3 toeMark,
            boolean planted) {}

    record Arm(Vec3 shoulder, Vec3 elbow, Vec3 wrist, Vec3 fingertips) {}

    Leg leg(Side side) {
        return side == Side.LEFT ? left : right;
    }

    Arm arm(Side side) {
        return side == Side.LEFT ? leftArm : rightArm;
    }

    /** @throws IllegalArgumentException for a landmark that is not among {@link #JOINTS} */
    Vec3 at(Joint joint) {
        return switch (joint) {
            case HEAD_TOP -> headTop;
            case NOSE -> nose;
            case NECK -> neck;
            case LEFT_SHOULDER -> leftArm.shoulder();
            case RIGHT_SHOULDER -> rightArm.shoulder();
            case LEFT_ELBOW -> leftArm.elbow();
            case RIGHT_ELBOW -> rightArm.elbow();
            case LEFT_WRIST -> leftArm.wrist();
            case RIGHT_WRIST -> rightArm.wrist();
            case LEFT_HIP -> left.hip();
            case RIGHT_HIP -> right.hip();
            case LEFT_KNEE -> left.knee();
            case RIGHT_KNEE -> right.knee();
            case LEFT_ANKLE -> left.ankle();
            case RIGHT_ANKLE -> right.ankle();
            case LEFT_HEEL -> left.heelMark();
            case RIGHT_HEEL -> right.heelMark();
            case LEFT_TOE -> left.toeMark();
            case RIGHT_TOE -> right.toeMark();
            case LEFT_ASIS, RIGHT_ASIS, LEFT_PSIS, RIGHT_PSIS ->
                throw new IllegalArgumentException("the phantom has no " + joint);
        };
    }
}
