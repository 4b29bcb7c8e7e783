package org.gaitsuite.gait;

/**
 * A joint-angle curve over the gait cycle, heel strike to next heel strike of the same foot.
 *
 * @param name for instance {@code knee_flexion}
 * @param mean 101 values for 0..100 % of the cycle, in {@code unit}
 * @param sd likewise, the standard deviation over strides; 0 where n is 1
 * @param n number of strides
 */
public record GaitCurve(String name, Side side, String unit, double[] mean, double[] sd, int n) {
    public static final int POINTS = 101;
}
