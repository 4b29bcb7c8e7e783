package org.gaitsuite.gait;

import java.util.Arrays;

/** Order statistics and moments of plain arrays; values that are not finite are left out. */
final class Statistics {
    private Statistics() {}

    static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    /** NaN when there is no finite value. */
    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** Quantile by linear interpolation between order statistics (type 7 of Hyndman &amp; Fan, 1996). */
    static double quantile(double[] values, double share) {
        double[] sorted = finite(values);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int low = (int) Math.floor(position);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    /** Sample standard deviation (n − 1); NaN for fewer than two values. */
    static double standardDeviation(double[] values) {
        double[] used = finite(values);
        if (used.length < 2) {
            return Double.NaN;
        }
        double mean = mean(used);
        double sum = 0;
        for (double value : used) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / (used.length - 1));
    }

    /** 1.4826 × median absolute deviation: the standard deviation of normal noise, untouched by outliers. */
    static double robustSpread(double[] values) {
        double centre = median(values);
        return 1.4826
                * median(Arrays.stream(values)
                        .map(value -> Math.abs(value - centre))
                        .toArray());
    }
}
