package org.gaitsuite.gait;

import java.util.Arrays;

/**
 * Finds the most probable history of exchanges: in each frame the landmarks are as labelled or one of {@link SwapReport.Extent} is
 * exchanged, exchanges begin and end seldom, landmarks move smoothly and limbs keep their lengths. For each state of a frame only the best
 * history that ends in it is kept (Viterbi, 1967), with the tracks of the landmarks that this history implies (per-survivor processing:
 * Raheli, Polydoros &amp; Tzou, IEEE Transactions on Communications 43, 1995, 354–364). Time and memory grow with the number of frames only.
 */
final class SwapSearch {
    /** Which pairs each state exchanges: hip, knee, ankle, heel, toe. */
    private static final int[][] EXCHANGED = {
        {0, 0, 0, 0, 0}, {1, 1, 1, 1, 1}, {0, 1, 1, 1, 1}, {0, 0, 1, 1, 1}, {0, 0, 0, 1, 1}, {1, 0, 0, 0, 0}
    };

    private static final int STATES = EXCHANGED.length;

    /** Hips seldom part from their legs. */
    private static final double ODD = 3;

    private final LegPairs legs;
    private final double[][] change;
    private final double[] stay;
    private final double[][] limbs;

    /**
     * @param begin minus the logarithm of the chance that an exchange of each extent begins in a frame
     * @param end likewise that it ends
     */
    SwapSearch(LegPairs legs, LimbLengths lengths, double[] begin, double end) {
        this.legs = legs;
        this.change = new double[STATES][STATES];
        this.stay = new double[STATES];
        Arrays.fill(stay, 1, STATES, -Math.log1p(-Math.exp(-end)));
        for (int from = 0; from < STATES; from++) {
            for (int to = 0; to < STATES; to++) {
                double leave = from == 0 ? 0 : end;
                double enter = to == 0 ? 0 : begin[to - 1] + odd(to);
                change[from][to] = from == to ? stay[from] : leave + enter;
            }
        }
        this.limbs = new double[STATES][legs.frames()];
        int count = LimbLengths.LIMBS.length;
        for (int f = 0; f < legs.frames(); f++) {
            for (int limb = 0; limb < count; limb++) {
                double whole = lengths.surprise(limb, f, false);
                double crossed = lengths.surprise(limb, f, true);
                for (int state = 0; state < STATES; state++) {
                    int[] out = EXCHANGED[state];
                    limbs[state][f] +=
                            out[LimbLengths.LIMBS[limb][0]] == out[LimbLengths.LIMBS[limb][1]] ? whole : crossed;
                }
            }
        }
    }

    /** Seen from the side the hips lie on one another and tell nothing: then they go with the knee. */
    private double odd(int state) {
        boolean parted = EXCHANGED[state][LegPairs.HIP] != EXCHANGED[state][LegPairs.KNEE];
        double cost = legs.hipsApart() ? ODD : Double.POSITIVE_INFINITY;
        return parted ? cost : 0;
    }

    static boolean isExchanged(int state, int pair) {
        return EXCHANGED[state][pair] == 1;
    }

    /** The state of each frame: 0 as labelled, else 1 more than the ordinal of the extent. */
    byte[] best() {
        int frames = legs.frames();
        byte[][] cameFrom = new byte[frames][STATES];
        LegTracks[] tracks = new LegTracks[STATES];
        LegTracks[] next = new LegTracks[STATES];
        for (int state = 0; state < STATES; state++) {
            tracks[state] = new LegTracks(legs.noise(), legs.legLength());
            next[state] = new LegTracks(legs.noise(), legs.legLength());
        }
        double[] cost = new double[STATES];
        System.arraycopy(change[0], 1, cost, 1, STATES - 1);
        double[][] as = new double[2][LegPairs.PAIRS];
        for (int f = 0; f < frames; f++) {
            double[] sums = new double[STATES];
            Arrays.fill(sums, Double.POSITIVE_INFINITY);
            for (int from = 0; from < STATES; from++) {
                if (f > 0) {
                    tracks[from].goOn(legs.time()[f] - legs.time()[f - 1]);
                }
                surprises(tracks[from], f, as);
                for (int to = 0; to < STATES; to++) {
                    double sum = cost[from] + (f > 0 ? change[from][to] : from == to ? 0 : Double.POSITIVE_INFINITY);
                    for (int pair = 0; pair < LegPairs.PAIRS; pair++) {
                        sum += as[EXCHANGED[to][pair]][pair];
                    }
                    if (sum < sums[to]) {
                        sums[to] = sum;
                        cameFrom[f][to] = (byte) from;
                    }
                }
            }
            for (int to = 0; to < STATES; to++) {
                next[to].become(tracks[cameFrom[f][to]]);
                learn(next[to], f, to);
                cost[to] = sums[to] + limbs[to][f];
            }
            LegTracks[] done = tracks;
            tracks = next;
            next = done;
        }
        return back(cost, cameFrom);
    }

    /** What each pair says of its samples as labelled, and exchanged. */
    private void surprises(LegTracks tracks, int f, double[][] as) {
        for (int pair = 0; pair < LegPairs.PAIRS; pair++) {
            int left = 2 * pair;
            int right = left + 1;
            double leftX = legs.x()[left][f];
            double leftY = legs.y()[left][f];
            double rightX = legs.x()[right][f];
            double rightY = legs.y()[right][f];
            as[0][pair] = tracks.surprise(left, leftX, leftY) + tracks.surprise(right, rightX, rightY);
            as[1][pair] = tracks.surprise(left, rightX, rightY) + tracks.surprise(right, leftX, leftY);
        }
    }

    private void learn(LegTracks tracks, int f, int state) {
        for (int pair = 0; pair < LegPairs.PAIRS; pair++) {
            int left = 2 * pair;
            int other = EXCHANGED[state][pair];
            tracks.learn(left, legs.x()[left + other][f], legs.y()[left + other][f]);
            tracks.learn(left + 1, legs.x()[left + 1 - other][f], legs.y()[left + 1 - other][f]);
        }
    }

    private static byte[] back(double[] cost, byte[][] cameFrom) {
        int state = 0;
        for (int s = 1; s < cost.length; s++) {
            state = cost[s] < cost[state] ? s : state;
        }
        byte[] states = new byte[cameFrom.length];
        for (int f = states.length - 1; f >= 0; f--) {
            states[f] = (byte) state;
            state = cameFrom[f][state];
        }
        return states;
    }
}
