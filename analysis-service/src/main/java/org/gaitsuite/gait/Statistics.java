package org.gaitsuite.gait;

import java.util.Arrays;

/** Order statistics and moments of plain arrays; values that are not finite are left out. */
final class Statistics {
    private Statistics() {}

    static double[] finite(double[] values) {
        double[] finite = new double[values.length];
        int n = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                finite[n++] = value;
            }
        }
        return Arrays.copyOf(finite, n);
    }

    /** NaN when there is no finite value. */
    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** Quantile by linear interpolation between order statistics (type 7 of Hyndman &amp; Fan, 1996). */
    static double quantile(double[] values, double share) {
        double[] found = finite(values);
        if (found.length == 0) {
            return Double.NaN;
        }
        double position = share * (found.length - 1);
        int low = (int) Math.floor(position);
        select(found, low);
        double next = found[low];
        for (int i = low + 1; i < found.length; i++) {
            next = i == low + 1 ? found[i] : Math.min(next, found[i]);
        }
        return found[low] + (position - low) * (next - found[low]);
    }

    /** Brings the value that sorting would put at an index there, smaller ones before it and larger ones after (Hoare, 1961). */
    private static void select(double[] values, int index) {
        int from = 0;
        int to = values.length - 1;
        while (from < to) {
            double pivot = values[(from + to) >>> 1];
            int i = from;
            int j = to;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double keep = values[i];
                    values[i++] = values[j];
                    values[j--] = keep;
                }
            }
            if (index <= j) {
                to = j;
            } else if (index >= i) {
                from = i;
            } else {
                return;
            }
        }
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
