package org.gaitsuite.cli;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Values in order of size, and what is told of them in a table; everything but the count is NaN of no values. */
final class Distribution {
    private final double[] sorted;

    private Distribution(double[] sorted) {
        this.sorted = sorted;
    }

    static Distribution of(DoubleStream values) {
        return new Distribution(values.sorted().toArray());
    }

    /** Of the sizes of the values, without their signs. */
    Distribution absolute() {
        return of(Arrays.stream(sorted).map(Math::abs));
    }

    int count() {
        return sorted.length;
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    double mean() {
        return Arrays.stream(sorted).average().orElse(Double.NaN);
    }

    double rootMeanSquare() {
        return Math.sqrt(Arrays.stream(sorted).map(v -> v * v).average().orElse(Double.NaN));
    }

    double median() {
        return quantile(0.5);
    }

    double smallest() {
        return quantile(0);
    }

    double largest() {
        return quantile(1);
    }

    /** On the straight line between the two nearest values (Hyndman &amp; Fan, The American Statistician 50, 1996, definition 7). */
    double quantile(double share) {
        if (isEmpty()) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int i = (int) at;
        int j = Math.min(i + 1, sorted.length - 1);
        return sorted[i] + (at - i) * (sorted[j] - sorted[i]);
    }
}
