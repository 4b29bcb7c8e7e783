package org.gaitsuite.gait;

/**
 * Whether neighbouring landmarks belong to one leg, told by the distance between them: the shank, and from the ankle to heel and toe, are
 * about as long in every frame, and the way across to the other leg seldom is. The thigh tells nothing: from the side the hips lie nearly on one
 * another, and markers there are not placed alike.
 */
final class LimbLengths {
    /** Upper and lower end of each limb, as pairs. */
    static final int[][] LIMBS = {
        {LegPairs.KNEE, LegPairs.ANKLE},
        {LegPairs.ANKLE, LegPairs.HEEL},
        {LegPairs.ANKLE, LegPairs.TOE}
    };

    /** A limb's length in the picture varies by this share of itself, for perspective and because landmarks slide on the skin. */
    private static final double VARIES = 0.08;

    /** The most that one limb may speak. */
    private static final double MOST = 8;

    /** A limb of which only one end is seen: more than an expected length says on average, so that an unseen leg is no way out. */
    private static final double OF_UNKNOWN = 1.5;

    private final LegPairs legs;
    private final double[] lengths = new double[LIMBS.length];
    private final double[] variances = new double[LIMBS.length];

    LimbLengths(LegPairs legs) {
        this.legs = legs;
        int every = LegPairs.every(legs.frames());
        double[] all = new double[2 * ((legs.frames() - 1) / every + 1)];
        for (int limb = 0; limb < LIMBS.length; limb++) {
            for (int i = 0; i < all.length; i += 2) {
                all[i] = distance(limb, i / 2 * every, 0, 0);
                all[i + 1] = distance(limb, i / 2 * every, 1, 1);
            }
            double length = Statistics.median(all);
            lengths[limb] = length;
            variances[limb] = 2 * legs.noise() * legs.noise() + VARIES * VARIES * length * length;
        }
    }

    private double distance(int limb, int f, int upperSide, int lowerSide) {
        int a = 2 * LIMBS[limb][0] + upperSide;
        int b = 2 * LIMBS[limb][1] + lowerSide;
        double dx = legs.x()[a][f] - legs.x()[b][f];
        double dy = legs.y()[a][f] - legs.y()[b][f];
        return Math.sqrt(dx * dx + dy * dy);
    }

    /** How little the lengths of one limb on both sides are expected, with its ends as labelled or one of them exchanged. */
    double surprise(int limb, int f, boolean crossed) {
        int other = crossed ? 1 : 0;
        return surprise(limb, distance(limb, f, 0, other)) + surprise(limb, distance(limb, f, 1, 1 - other));
    }

    private double surprise(int limb, double distance) {
        double off = distance - lengths[limb];
        double surprise = off * off / (2 * variances[limb]);
        return Double.isNaN(surprise) ? OF_UNKNOWN : Math.min(MOST, surprise);
    }
}
