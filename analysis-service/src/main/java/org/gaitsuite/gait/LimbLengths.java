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

    private static final int SHANK = 0;

    /** A limb's length in the picture varies at least by this share of itself, because landmarks slide on the skin. */
    private static final double VARIES = 0.08;

    /** Over about a stride the length of the legs together tells how large the walker is in the picture. */
    private static final double STRIDE_SECONDS = 1.2;

    /** The most that one limb may speak. */
    private static final double MOST = 8;

    /**
     * From this distance of the hips on, in leg lengths, the walk is seen from the front: a swinging shank is then foreshortened by more than the
     * way across to the other leg differs from it, frame after frame, and tells nothing.
     */
    private static final double SEEN_FROM_THE_FRONT = 0.12;

    /** A limb of which only one end is seen: more than an expected length says on average, so that an unseen leg is no way out. */
    private static final double OF_UNKNOWN = 1.5;

    private final LegPairs legs;
    private final double[] sizes;
    private final boolean shanksTell;
    private final double[] lengths = new double[LIMBS.length];
    private final double[] variances = new double[LIMBS.length];

    LimbLengths(LegPairs legs) {
        this.legs = legs;
        this.sizes = sizes(legs);
        this.shanksTell = !(legs.hipDistance() > SEEN_FROM_THE_FRONT * legs.legLength());
        int every = LegPairs.every(legs.frames());
        double[] all = new double[2 * ((legs.frames() - 1) / every + 1)];
        for (int limb = 0; limb < LIMBS.length; limb++) {
            for (int i = 0; i < all.length; i += 2) {
                all[i] = distance(limb, i / 2 * every, 0, 0);
                all[i + 1] = distance(limb, i / 2 * every, 1, 1);
            }
            double length = Statistics.median(all);
            double varies = Math.max(VARIES * length, Statistics.robustSpread(all));
            lengths[limb] = length;
            variances[limb] = 2 * legs.noise() * legs.noise() + varies * varies;
        }
    }

    /**
     * How large the walker is in each frame compared with the whole recording: 1 where he keeps his distance from the camera. From the
     * middle of the hips to the middle of the ankles, which no exchange changes, averaged over a stride; 1 where that is not seen.
     */
    private static double[] sizes(LegPairs legs) {
        int frames = legs.frames();
        double[] sums = new double[frames + 1];
        int[] counts = new int[frames + 1];
        for (int f = 0; f < frames; f++) {
            double height = Math.hypot(
                    middle(legs.x(), LegPairs.HIP, f) - middle(legs.x(), LegPairs.ANKLE, f),
                    middle(legs.y(), LegPairs.HIP, f) - middle(legs.y(), LegPairs.ANKLE, f));
            boolean known = Double.isFinite(height);
            sums[f + 1] = sums[f] + (known ? height : 0);
            counts[f + 1] = counts[f] + (known ? 1 : 0);
        }
        double usual = sums[frames] / counts[frames];
        double[] sizes = new double[frames];
        int from = 0;
        int to = 0;
        for (int f = 0; f < frames; f++) {
            while (legs.time()[f] - legs.time()[from] > STRIDE_SECONDS / 2) {
                from++;
            }
            while (to < frames && legs.time()[to] - legs.time()[f] <= STRIDE_SECONDS / 2) {
                to++;
            }
            int known = counts[to] - counts[from];
            sizes[f] = known == 0 ? 1 : (sums[to] - sums[from]) / known / usual;
        }
        return sizes;
    }

    private static double middle(double[][] rows, int pair, int f) {
        return (rows[2 * pair][f] + rows[2 * pair + 1][f]) / 2;
    }

    /** In the size of the whole recording. */
    private double distance(int limb, int f, int upperSide, int lowerSide) {
        int a = 2 * LIMBS[limb][0] + upperSide;
        int b = 2 * LIMBS[limb][1] + lowerSide;
        double dx = legs.x()[a][f] - legs.x()[b][f];
        double dy = legs.y()[a][f] - legs.y()[b][f];
        return Math.sqrt(dx * dx + dy * dy) / sizes[f];
    }

    /** How little the lengths of one limb on both sides are expected, with its ends as labelled or one of them exchanged. */
    double surprise(int limb, int f, boolean crossed) {
        if (limb == SHANK && !shanksTell) {
            return 0;
        }
        int other = crossed ? 1 : 0;
        return surprise(limb, distance(limb, f, 0, other)) + surprise(limb, distance(limb, f, 1, 1 - other));
    }

    private double surprise(int limb, double distance) {
        double off = distance - lengths[limb];
        double surprise = off * off / (2 * variances[limb]);
        return Double.isNaN(surprise) ? OF_UNKNOWN : Math.min(MOST, surprise);
    }
}
