package org.gaitsuite.gait;

import java.util.Arrays;

/** How far a landmark jumps about from frame to frame beside its movement. */
final class LandmarkNoise {
    /** The sum of the squares of 1, 3, 3 and 1: what a third difference makes of the variance of white noise. */
    private static final double THIRD_DIFFERENCE = 20;

    /** Median size of a normal variable with standard deviation 1. */
    private static final double MEDIAN_SIZE = 0.6745;

    private LandmarkNoise() {}

    /**
     * Standard deviation of the noise in each coordinate, from third differences: what moves with even acceleration leaves nothing in
     * them, and their median is that of the calm parts of the movement. Noise that lasts over several frames is not seen.
     *
     * @param seen on an even time base, neither smoothed nor filled
     * @return in the unit of the landmarks; 0 where the joint was not seen in four frames in a row
     */
    static double of(Landmarks seen, Joint joint) {
        double[] ofX = thirdDifferences(seen.x(joint));
        double[] both = Arrays.copyOf(ofX, 2 * ofX.length);
        System.arraycopy(thirdDifferences(seen.y(joint)), 0, both, ofX.length, ofX.length);
        double median = Statistics.median(both);
        return Double.isNaN(median) ? 0 : median / MEDIAN_SIZE / Math.sqrt(THIRD_DIFFERENCE);
    }

    private static double[] thirdDifferences(double[] v) {
        double[] sizes = new double[v.length];
        Arrays.fill(sizes, Double.NaN);
        for (int i = 3; i < v.length; i++) {
            sizes[i] = Math.abs(v[i] - 3 * v[i - 1] + 3 * v[i - 2] - v[i - 3]);
        }
        return sizes;
    }
}
