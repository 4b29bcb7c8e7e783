package org.gaitsuite.gait;

/** How large the walker appears in each frame, by lengths that do not change with the step. */
final class BodySize {
    private BodySize() {}

    /** Trunk plus leg, thigh and shank measured apart so that a bent knee does not shorten them; NaN outside the run. */
    static double[] ofTrunkAndLegs(Landmarks landmarks, Run run) {
        double[] size = ofTrunk(landmarks);
        for (int f = 0; f < size.length; f++) {
            boolean inside = f >= run.from() && f < run.to();
            size[f] = inside ? size[f] + leg(landmarks, f) : Double.NaN;
        }
        return size;
    }

    private static double leg(Landmarks landmarks, int f) {
        double left = LegLength.at(landmarks, Side.LEFT, f);
        double right = LegLength.at(landmarks, Side.RIGHT, f);
        return Double.isNaN(left) ? right : Double.isNaN(right) ? left : (left + right) / 2;
    }

    /** Middle of the hips to middle of the shoulders, or to the neck where the shoulders are never seen. */
    static double[] ofTrunk(Landmarks landmarks) {
        double[][] hips = landmarks.middle(Joint.LEFT_HIP, Joint.RIGHT_HIP);
        double[][] shoulders = landmarks.middle(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER);
        boolean seen = Statistics.finite(shoulders[0]).length > 0;
        double[] topX = seen ? shoulders[0] : landmarks.x(Joint.NECK);
        double[] topY = seen ? shoulders[1] : landmarks.y(Joint.NECK);
        double[] size = new double[landmarks.frames()];
        for (int f = 0; f < size.length; f++) {
            size[f] = Math.hypot(topX[f] - hips[0][f], topY[f] - hips[1][f]);
        }
        return size;
    }
}
