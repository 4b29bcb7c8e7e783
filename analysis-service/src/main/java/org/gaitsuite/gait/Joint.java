package org.gaitsuite.gait;

import org.jspecify.annotations.Nullable;

/**
 * The landmarks of the skeleton that every input is brought to. Ankle is the lateral malleolus, heel the rearmost point of the
 * calcaneus, toe the tip of the hallux; hip is the hip joint centre (greater trochanter in side view). ASIS and PSIS are the anterior and
 * posterior superior iliac spines of the pelvis: markers show them, no video does.
 */
public enum Joint {
    HEAD_TOP(null),
    NOSE(null),
    NECK(null),
    LEFT_SHOULDER(Side.LEFT),
    RIGHT_SHOULDER(Side.RIGHT),
    LEFT_ELBOW(Side.LEFT),
    RIGHT_ELBOW(Side.RIGHT),
    LEFT_WRIST(Side.LEFT),
    RIGHT_WRIST(Side.RIGHT),
    LEFT_HIP(Side.LEFT),
    RIGHT_HIP(Side.RIGHT),
    LEFT_KNEE(Side.LEFT),
    RIGHT_KNEE(Side.RIGHT),
    LEFT_ANKLE(Side.LEFT),
    RIGHT_ANKLE(Side.RIGHT),
    LEFT_HEEL(Side.LEFT),
    RIGHT_HEEL(Side.RIGHT),
    LEFT_TOE(Side.LEFT),
    RIGHT_TOE(Side.RIGHT),
    LEFT_ASIS(Side.LEFT),
    RIGHT_ASIS(Side.RIGHT),
    LEFT_PSIS(Side.LEFT),
    RIGHT_PSIS(Side.RIGHT);

    private final @Nullable Side side;

    Joint(@Nullable Side side) {
        this.side = side;
    }

    /** The body side, or null for a landmark of the midline. */
    public @Nullable Side side() {
        return side;
    }

    /** The same landmark of the other side; a midline landmark is its own mirror. */
    public Joint mirrored() {
        return switch (this) {
            case HEAD_TOP, NOSE, NECK -> this;
            case LEFT_SHOULDER -> RIGHT_SHOULDER;
            case RIGHT_SHOULDER -> LEFT_SHOULDER;
            case LEFT_ELBOW -> RIGHT_ELBOW;
            case RIGHT_ELBOW -> LEFT_ELBOW;
            case LEFT_WRIST -> RIGHT_WRIST;
            case RIGHT_WRIST -> LEFT_WRIST;
            case LEFT_HIP -> RIGHT_HIP;
            case RIGHT_HIP -> LEFT_HIP;
            case LEFT_KNEE -> RIGHT_KNEE;
            case RIGHT_KNEE -> LEFT_KNEE;
            case LEFT_ANKLE -> RIGHT_ANKLE;
            case RIGHT_ANKLE -> LEFT_ANKLE;
            case LEFT_HEEL -> RIGHT_HEEL;
            case RIGHT_HEEL -> LEFT_HEEL;
            case LEFT_TOE -> RIGHT_TOE;
            case RIGHT_TOE -> LEFT_TOE;
            case LEFT_ASIS -> RIGHT_ASIS;
            case RIGHT_ASIS -> LEFT_ASIS;
            case LEFT_PSIS -> RIGHT_PSIS;
            case RIGHT_PSIS -> LEFT_PSIS;
        };
    }

    /** The landmark of a limb on the given side, for instance {@code Joint.of(Side.LEFT, "KNEE")}. */
    public static Joint of(Side side, String limb) {
        return valueOf(side.name() + "_" + limb);
    }
}
