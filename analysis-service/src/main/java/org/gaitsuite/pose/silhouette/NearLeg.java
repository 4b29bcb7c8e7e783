package org.gaitsuite.pose.silhouette;

/**
 * Which leg of the alternation is the near one. An outline hardly tells: perspective makes the near leg a few per cent longer, and
 * its foot stands lower in the picture.
 *
 * @param legA whether leg A is near
 * @param certainty 0 (a guess) to 1
 */
record NearLeg(boolean legA, double certainty) {
    /** Nearness (half the difference in length) at which the answer is no longer in doubt. */
    private static final double CLEAR = 0.006;

    static NearLeg of(double[] shape) {
        double nearness = shape[LegModel.NEARNESS];
        return new NearLeg(nearness > 0, Math.min(1, Math.abs(nearness) / CLEAR));
    }
}
