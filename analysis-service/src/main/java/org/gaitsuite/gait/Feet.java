package org.gaitsuite.gait;

import java.util.List;

/** Which landmarks stand for heel and toe: they themselves where they are seen often enough, else the ankle. */
record Feet(Joint leftHeel, Joint rightHeel, Joint leftToe, Joint rightToe) {
    /** Share of frames in which heel or toe must be seen to be used. */
    private static final double OFTEN_ENOUGH = 0.6;

    static Feet of(Landmarks landmarks, List<Run> walked) {
        return new Feet(
                seen(landmarks, walked, Joint.LEFT_HEEL, Joint.LEFT_ANKLE),
                seen(landmarks, walked, Joint.RIGHT_HEEL, Joint.RIGHT_ANKLE),
                seen(landmarks, walked, Joint.LEFT_TOE, Joint.LEFT_ANKLE),
                seen(landmarks, walked, Joint.RIGHT_TOE, Joint.RIGHT_ANKLE));
    }

    private static Joint seen(Landmarks landmarks, List<Run> walked, Joint joint, Joint ankle) {
        double known = 0;
        double all = 0;
        for (Run run : walked) {
            known += landmarks.share(joint, run) * run.length();
            all += run.length();
        }
        return known >= OFTEN_ENOUGH * all ? joint : ankle;
    }

    Joint heel(Side side) {
        return side == Side.LEFT ? leftHeel : rightHeel;
    }

    Joint toe(Side side) {
        return side == Side.LEFT ? leftToe : rightToe;
    }
}
