package org.gaitsuite.deploy.local;

import java.util.Arrays;
import java.util.List;

/** The middle of several measurements, which one disturbed round does not move. */
final class Median {
    private Median() {}

    /** @param values at least one; of an even number the mean of the middle two */
    static double of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values: " + Arrays.toString(sorted));
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
