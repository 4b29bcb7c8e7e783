package org.gaitsuite.gait;

import org.jspecify.annotations.Nullable;

/** Tells a walk seen from the side from one that comes towards the camera or goes away from it. */
final class ViewCheck {
    /**
     * Distance of the shoulders across the picture, in leg lengths, from which a body is seen from the front: they are 0.259 of body
     * height apart there (Drillis &amp; Contini 1966), half a leg's length, and behind one another from the side.
     */
    private static final double SHOULDERS_APART = 0.33;

    private static final double HIPS_APART = 0.15;

    private ViewCheck() {}

    /** @param view as asked for, null to let the walk tell; landmarks in metres of the sagittal plane are seen from the side */
    static View of(Landmarks landmarks, double legLength, CoordinateFrame frame, @Nullable View view) {
        if (frame == CoordinateFrame.SAGITTAL_METRES) {
            return View.SIDE;
        }
        if (view != null) {
            return view;
        }
        return looksFrontal(landmarks, legLength) ? View.FRONTAL : View.SIDE;
    }

    private static boolean looksFrontal(Landmarks landmarks, double legLength) {
        double shoulders = apart(landmarks, Joint.LEFT_SHOULDER);
        double hips = apart(landmarks, Joint.LEFT_HIP);
        return shoulders > SHOULDERS_APART * legLength && hips > HIPS_APART * legLength;
    }

    private static double apart(Landmarks landmarks, Joint left) {
        double[] apart = new double[landmarks.frames()];
        for (int f = 0; f < apart.length; f++) {
            apart[f] = Math.abs(landmarks.x(left)[f] - landmarks.x(left.mirrored())[f]);
        }
        return Statistics.median(apart);
    }
}
