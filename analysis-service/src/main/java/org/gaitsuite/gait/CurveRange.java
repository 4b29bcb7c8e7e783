package org.gaitsuite.gait;

import java.util.List;

/**
 * Range of motion stride by stride, which noise hardly enlarges. The largest minus the smallest of 101 noisy values is too large: by some 4°
 * at the knee where landmarks scatter by 1 % of the body height and 30 frames a second are seen. Each stride is therefore read near the places where
 * the mean of the other strides has its highest and its lowest point: noise of other strides chose the places, so little of its own is in
 * them. A single stride has nothing but its own extremes.
 */
final class CurveRange {
    /** Strides reach their extremes so many points of 101 earlier or later than their mean does. */
    private static final int NEAR = 3;

    /** What the low-pass filter and the averaging of places take off or leave on, half width of a 95 % interval, degrees; of phantom walkers. */
    static final double FLATTENED = 1.5;

    private CurveRange() {}

    /**
     * @param curves one a stride, all of one length and without gaps
     * @return one range a stride, in the unit of the curves
     */
    static double[] of(List<double[]> curves) {
        double[] ranges = new double[curves.size()];
        if (curves.isEmpty()) {
            return ranges;
        }
        double[] sum = sum(curves);
        for (int i = 0; i < ranges.length; i++) {
            double[] curve = curves.get(i);
            double[] places = ranges.length == 1 ? curve : without(sum, curve);
            ranges[i] = near(curve, extreme(places, 1), 1) - near(curve, extreme(places, -1), -1);
        }
        return ranges;
    }

    private static double[] sum(List<double[]> curves) {
        double[] sum = new double[curves.getFirst().length];
        for (double[] curve : curves) {
            for (int p = 0; p < sum.length; p++) {
                sum[p] += curve[p];
            }
        }
        return sum;
    }

    private static double[] without(double[] sum, double[] curve) {
        double[] rest = sum.clone();
        for (int p = 0; p < rest.length; p++) {
            rest[p] -= curve[p];
        }
        return rest;
    }

    /** @param sign 1 for the highest point, −1 for the lowest */
    private static int extreme(double[] curve, int sign) {
        return extreme(curve, sign, 0, curve.length);
    }

    private static int extreme(double[] curve, int sign, int from, int to) {
        int found = from;
        for (int p = from + 1; p < to; p++) {
            found = sign * curve[p] > sign * curve[found] ? p : found;
        }
        return found;
    }

    private static double near(double[] curve, int place, int sign) {
        return curve[extreme(curve, sign, Math.max(0, place - NEAR), Math.min(curve.length, place + NEAR + 1))];
    }
}
