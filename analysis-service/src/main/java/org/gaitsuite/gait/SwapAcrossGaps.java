package org.gaitsuite.gait;

/**
 * Tells whether a tracker took up the legs the wrong way round after both had been hidden, when nothing can be followed from frame to frame. Legs
 * swing in turn: where the left one is in front of the right now, the right one is half a stride later. So what is seen after a gap is compared
 * with what was seen before it a whole number of half strides earlier, each half stride changing the sign.
 */
final class SwapAcrossGaps {
    private static final double SHORTEST_GAP_SECONDS = 0.2;

    /** After a gap so many strides are compared. */
    private static final double COMPARED_STRIDES = 1.5;

    private static final double LEAST_SECONDS = 0.25;

    /** Correlation from which the legs are called exchanged: a steady walk reaches 0.8, one that changed its pace in the gap has none. */
    private static final double CERTAIN = -0.6;

    private static final byte WHOLE_LEG = (byte) (1 + SwapReport.Extent.LEG.ordinal());

    private final LegPairs legs;
    private final double strideSeconds;

    /** Left minus right, x forward and y of knees, ankles, heels and toes in turn, by frame; NaN where not both are seen. */
    private final double[][] apart;

    /** Whether a landmark of both legs is seen: one leg alone may be either. */
    private final boolean[] seen;

    private SwapAcrossGaps(LegPairs legs, byte[] states) {
        this.legs = legs;
        int frames = legs.frames();
        this.apart = new double[2 * (LegPairs.PAIRS - 1)][frames];
        this.seen = new boolean[frames];
        for (int f = 0; f < frames; f++) {
            double facing = facing(f);
            seen[f] = isSeen(legs, f);
            for (int pair = LegPairs.KNEE; pair < LegPairs.PAIRS; pair++) {
                double sign = SwapSearch.isExchanged(states[f], pair) ? -1 : 1;
                int row = 2 * (pair - 1);
                apart[row][f] = sign * facing * (legs.x()[2 * pair][f] - legs.x()[2 * pair + 1][f]);
                apart[row + 1][f] = sign * (legs.y()[2 * pair][f] - legs.y()[2 * pair + 1][f]);
            }
        }
        int ankles = 2 * (LegPairs.ANKLE - 1);
        this.strideSeconds = Swinging.of(new Signal(legs.time(), apart[ankles]), legs.legLength())
                .strideSeconds();
    }

    /** 1 or −1, the way in which the feet point along x; NaN where no foot is seen. */
    private double facing(int f) {
        double left = legs.x()[2 * LegPairs.TOE][f] - legs.x()[2 * LegPairs.HEEL][f];
        double right = legs.x()[2 * LegPairs.TOE + 1][f] - legs.x()[2 * LegPairs.HEEL + 1][f];
        double both = (Double.isNaN(left) ? 0 : left) + (Double.isNaN(right) ? 0 : right);
        return both == 0 ? Double.NaN : Math.signum(both);
    }

    /** Exchanges whole legs after gaps where that makes them go on as before, in place. */
    static void link(LegPairs legs, byte[] states) {
        if (longestGap(legs) < SHORTEST_GAP_SECONDS) {
            return;
        }
        SwapAcrossGaps gaps = new SwapAcrossGaps(legs, states);
        if (!Double.isNaN(gaps.strideSeconds)) {
            gaps.link(states);
        }
    }

    private static double longestGap(LegPairs legs) {
        double last = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (int f = 0; f < legs.frames(); f++) {
            if (isSeen(legs, f)) {
                longest = Math.max(longest, legs.time()[f] - last);
                last = legs.time()[f];
            }
        }
        return longest;
    }

    private static boolean isSeen(LegPairs legs, int f) {
        for (int pair = LegPairs.KNEE; pair < LegPairs.PAIRS; pair++) {
            if (!Double.isNaN(legs.x()[2 * pair][f] + legs.x()[2 * pair + 1][f])) {
                return true;
            }
        }
        return false;
    }

    /** Which leg is which nobody knows but the tracker, who is right more often than not: if most frames are exchanged, the others are. */
    static void leaveTheMajority(LegPairs legs, byte[] states) {
        int balance = 0;
        for (int f = 0; f < states.length; f++) {
            balance += !isSeen(legs, f) ? 0 : states[f] == WHOLE_LEG ? 1 : -1;
        }
        if (balance > 0) {
            for (int f = 0; f < states.length; f++) {
                states[f] = otherWay(states[f]);
            }
        }
    }

    private void link(byte[] states) {
        boolean exchanged = false;
        int last = -1;
        for (int f = 0; f < states.length; f++) {
            if (seen[f]) {
                if (last >= 0 && legs.time()[f] - legs.time()[last] > SHORTEST_GAP_SECONDS) {
                    exchanged ^= likeness(last, f) < CERTAIN;
                }
                last = f;
            }
            if (exchanged) {
                states[f] = otherWay(states[f]);
            }
        }
    }

    /** Correlation of what is seen from a frame on with what was seen up to another one, whole half strides before; NaN when too little is. */
    private double likeness(int before, int after) {
        double half = strideSeconds / 2;
        double product = 0;
        double now = 0;
        double then = 0;
        double from = legs.time()[after];
        double compared = 0;
        int g = before;
        for (int f = after; f < seen.length && legs.time()[f] < from + COMPARED_STRIDES * strideSeconds; f++) {
            int halves = (int) Math.ceil((legs.time()[f] - legs.time()[before]) / half);
            double time = legs.time()[f] - halves * half;
            g = nearest(time, g);
            if (Math.abs(legs.time()[g] - time) > SHORTEST_GAP_SECONDS / 4) {
                continue;
            }
            double sign = halves % 2 == 0 ? 1 : -1;
            boolean both = false;
            for (double[] row : apart) {
                double p = sign * row[f] * row[g];
                if (!Double.isNaN(p)) {
                    product += p;
                    now += row[f] * row[f];
                    then += row[g] * row[g];
                    both = true;
                }
            }
            compared += both && f > after ? legs.time()[f] - legs.time()[f - 1] : 0;
        }
        return compared < LEAST_SECONDS ? Double.NaN : product / Math.sqrt(now * then);
    }

    private int nearest(double time, int start) {
        int g = start;
        while (g > 0 && legs.time()[g] > time) {
            g--;
        }
        while (g + 1 < seen.length && Math.abs(legs.time()[g + 1] - time) < Math.abs(legs.time()[g] - time)) {
            g++;
        }
        return g;
    }

    /** A part of the leg under the other name in a leg that is: as good as the whole leg. */
    private static byte otherWay(byte state) {
        return state == WHOLE_LEG ? 0 : WHOLE_LEG;
    }
}
