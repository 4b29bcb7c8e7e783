package org.gaitsuite.gait;

/** How large the walker appears in each frame, by lengths that do not change with the step. */
final class BodySize {
    /** Of a body whose two legs are never seen together; of phantoms. */
    private static final double USUAL_LYING_SHARE = 0.07;

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

    /**
     * Part of {@link #ofTrunkAndLegs} that lies along the walk, weighted as it counts in the length: aslant, what lies along the walk grows with the square
     * of what stands upright.
     */
    static double lyingShare(Landmarks landmarks, Run run) {
        double[] shares = new double[run.length()];
        double[][] hips = landmarks.middle(Joint.LEFT_HIP, Joint.RIGHT_HIP);
        double[][] top = topOfTrunk(landmarks);
        for (int f = 0; f < shares.length; f++) {
            int frame = run.from() + f;
            double[] trunk = {top[0][frame] - hips[0][frame], top[1][frame] - hips[1][frame]};
            double lying = 2 * lying(trunk);
            double whole = 2 * Math.hypot(trunk[0], trunk[1]);
            for (Side side : Side.values()) {
                double[] thigh = between(landmarks, Joint.of(side, "HIP"), Joint.of(side, "KNEE"), frame);
                double[] shank = between(landmarks, Joint.of(side, "KNEE"), Joint.of(side, "ANKLE"), frame);
                lying += lying(thigh) + lying(shank);
                whole += Math.hypot(thigh[0], thigh[1]) + Math.hypot(shank[0], shank[1]);
            }
            shares[f] = lying / whole;
        }
        double mean = Statistics.mean(shares);
        return Double.isNaN(mean) ? USUAL_LYING_SHARE : mean;
    }

    private static double[] between(Landmarks landmarks, Joint from, Joint to, int frame) {
        return new double[] {
            landmarks.x(to)[frame] - landmarks.x(from)[frame],
            landmarks.y(to)[frame] - landmarks.y(from)[frame]
        };
    }

    private static double lying(double[] limb) {
        return limb[0] * limb[0] / Math.hypot(limb[0], limb[1]);
    }

    /** Middle of the hips to middle of the shoulders, or to the neck where the shoulders are never seen. */
    static double[] ofTrunk(Landmarks landmarks) {
        double[][] hips = landmarks.middle(Joint.LEFT_HIP, Joint.RIGHT_HIP);
        double[][] top = topOfTrunk(landmarks);
        double[] size = new double[landmarks.frames()];
        for (int f = 0; f < size.length; f++) {
            size[f] = Math.hypot(top[0][f] - hips[0][f], top[1][f] - hips[1][f]);
        }
        return size;
    }

    /** x and y of the middle of the shoulders, or of the neck where the shoulders are never seen. */
    static double[][] topOfTrunk(Landmarks landmarks) {
        double[][] shoulders = landmarks.middle(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER);
        boolean seen = Statistics.finite(shoulders[0]).length > 0;
        return seen ? shoulders : new double[][] {landmarks.x(Joint.NECK), landmarks.y(Joint.NECK)};
    }
}
