package org.gaitsuite.gait;

import java.util.Arrays;

/** How far a landmark jumps about from frame to frame beside its movement. */
final class LandmarkNoise {
    /** Median size of a normal variable with standard deviation 1. */
    private static final double MEDIAN_SIZE = 0.6745;

    /** So many samples make a third difference. */
    private static final int WIDTH = 4;

    private LandmarkNoise() {}

    /**
     * Standard deviation of the noise in each coordinate, from third differences (divided ones, since frames may come at uneven times): what
     * moves with even acceleration leaves nothing in them, and their median is that of the calm parts of the movement. Noise that lasts over
     * several frames is not seen.
     *
     * @param seen neither smoothed nor filled
     * @return in the unit of the landmarks; 0 where the joint was not seen in four frames in a row
     */
    static double of(Landmarks seen, Joint joint) {
        double[] ofX = thirdDifferences(seen.time(), seen.x(joint));
        double[] both = Arrays.copyOf(ofX, 2 * ofX.length);
        System.arraycopy(thirdDifferences(seen.time(), seen.y(joint)), 0, both, ofX.length, ofX.length);
        double median = Statistics.median(both);
        return Double.isNaN(median) ? 0 : median / MEDIAN_SIZE;
    }

    /** Their sizes, each in units of what white noise with a variance of 1 makes of it. */
    private static double[] thirdDifferences(double[] time, double[] v) {
        double[] sizes = new double[v.length];
        Arrays.fill(sizes, Double.NaN);
        for (int i = 0; i + WIDTH <= v.length; i++) {
            double sum = 0;
            double squares = 0;
            for (int k = i; k < i + WIDTH; k++) {
                double product = 1;
                for (int m = i; m < i + WIDTH; m++) {
                    product *= m == k ? 1 : time[k] - time[m];
                }
                sum += v[k] / product;
                squares += 1 / (product * product);
            }
            sizes[i] = Math.abs(sum) / Math.sqrt(squares);
        }
        return sizes;
    }
}
