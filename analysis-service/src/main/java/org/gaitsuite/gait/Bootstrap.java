package org.gaitsuite.gait;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * 95 % interval of a statistic by drawing strides again with replacement (Efron, 1979; percentile interval). The seed is fixed, so the
 * same walk always has the same interval. The work is bounded: of many strides fewer resamples are drawn, which then scatter less.
 */
final class Bootstrap {
    private static final long SEED = 20_080_710L;
    private static final int MOST_RESAMPLES = 2000;
    private static final int FEWEST_RESAMPLES = 200;
    private static final int DRAWS = 40_000;

    private Bootstrap() {}

    record Interval(double low, double high) {
        Interval widened(double by) {
            return new Interval(low - by, high + by);
        }

        Interval hull(Interval other) {
            return new Interval(Math.min(low, other.low), Math.max(high, other.high));
        }
    }

    /**
     * @param n number of strides
     * @param statistic of a resample, given as indices into the strides; resamples for which it is NaN are left out
     */
    static Interval interval(int n, ToDoubleFunction<int[]> statistic) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] values = new double[Math.clamp(DRAWS / n, FEWEST_RESAMPLES, MOST_RESAMPLES)];
        int[] drawn = new int[n];
        for (int r = 0; r < values.length; r++) {
            for (int i = 0; i < n; i++) {
                drawn[i] = random.nextInt(n);
            }
            values[r] = statistic.applyAsDouble(drawn);
        }
        return new Interval(Statistics.quantile(values, 0.025), Statistics.quantile(values, 0.975));
    }
}
