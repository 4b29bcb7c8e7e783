package org.gaitsuite.gait;

import java.util.Arrays;

/**
 * The five landmarks of both legs in plain arrays, for the search for exchanged ones.
 *
 * @param x by pair and side (2 × pair, 1 more for the right), then frame; NaN where not seen
 * @param noise standard deviation of a coordinate from frame to frame, in the unit of the landmarks
 * @param legLength thigh plus shank, in the same unit
 */
record LegPairs(double[] time, double[][] x, double[][] y, double noise, double legLength) {
    static final String[] LIMBS = {"HIP", "KNEE", "ANKLE", "HEEL", "TOE"};
    static final int HIP = 0;
    static final int KNEE = 1;
    static final int ANKLE = 2;
    static final int HEEL = 3;
    static final int TOE = 4;
    static final int PAIRS = 5;

    /** However quiet, landmarks depart from even motion by this share of the leg's length where feet meet the ground. */
    private static final double LEAST_NOISE = 0.008;

    /** Where too little is seen to tell. */
    private static final double USUAL_NOISE = 0.015;

    private static final int FEWEST = 10;

    private static final int ENOUGH = 2000;

    /** Two landmarks at one place are seen 1.8 standard deviations of the noise apart, in the median. */
    private static final double APART = 5;

    static LegPairs of(Landmarks raw) {
        double[][] x = new double[2 * PAIRS][];
        double[][] y = new double[2 * PAIRS][];
        for (int pair = 0; pair < PAIRS; pair++) {
            for (Side side : Side.values()) {
                Joint joint = Joint.of(side, LIMBS[pair]);
                x[2 * pair + side.ordinal()] = raw.x(joint);
                y[2 * pair + side.ordinal()] = raw.y(joint);
            }
        }
        double legLength = LegLength.median(raw);
        return new LegPairs(raw.time(), x, y, noise(raw.time(), x, y, legLength), legLength);
    }

    int frames() {
        return time.length;
    }

    /** Whether left and right hip can be told apart by where they are. */
    boolean hipsApart() {
        return hipDistance() > APART * noise;
    }

    /** Of one hip from the other in the picture, the median; NaN where they are never seen together. */
    double hipDistance() {
        double[] apart = new double[frames()];
        for (int f = 0; f < apart.length; f++) {
            double dx = x[2 * HIP][f] - x[2 * HIP + 1][f];
            double dy = y[2 * HIP][f] - y[2 * HIP + 1][f];
            apart[f] = Math.sqrt(dx * dx + dy * dy);
        }
        return Statistics.median(apart);
    }

    /** Of long recordings every so many frames are enough to tell what is usual. */
    static int every(int frames) {
        return 1 + frames / ENOUGH;
    }

    /**
     * From how far each sample lies from the cubic through the two on either side. The sums of left and right are looked at, which no
     * exchange changes. Each is off by the noise of ten samples: variance 2 (1 + 34 / 36) of one.
     */
    private static double noise(double[] time, double[][] x, double[][] y, double legLength) {
        int frames = time.length;
        double[] found = new double[2 * PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            found[2 * pair] = off(time, sum(x[2 * pair], x[2 * pair + 1], frames));
            found[2 * pair + 1] = off(time, sum(y[2 * pair], y[2 * pair + 1], frames));
        }
        double median = Statistics.median(found);
        double least = LEAST_NOISE * legLength;
        return Double.isNaN(median) ? USUAL_NOISE * legLength : Math.max(least, median);
    }

    private static double[] sum(double[] a, double[] b, int frames) {
        double[] sum = new double[frames];
        for (int f = 0; f < frames; f++) {
            sum[f] = a[f] + b[f];
        }
        return sum;
    }

    private static double off(double[] time, double[] v) {
        int every = every(v.length);
        double[] off = new double[v.length / every + 1];
        Arrays.fill(off, Double.NaN);
        int known = 0;
        for (int f = 2; f < v.length - 2; f += every) {
            boolean even = time[f + 2] - time[f - 2] < 4.5 * (time[f + 1] - time[f]);
            double d = v[f] - (4 * (v[f - 1] + v[f + 1]) - v[f - 2] - v[f + 2]) / 6;
            if (even && Double.isFinite(d)) {
                off[known++] = Math.abs(d);
            }
        }
        return known < FEWEST ? Double.NaN : 1.4826 * Statistics.median(off) / Math.sqrt(2 * (1 + 34 / 36.0));
    }
}
