package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Mean over strides with what is known of its error.
 *
 * <p>The interval is the bootstrap's, but never narrower than Student's with a spread that leans on a typical one while strides are few:
 * s² = (ν₀ s₀² + (n − 1) s²) / (ν₀ + n − 1) on ν₀ + n − 1 degrees of freedom (Smyth, 2004), ν₀ = 4. With two or three strides the
 * bootstrap alone is far too narrow, and with one it has no width at all. Both ends are widened by the error that strides share.
 *
 * @param sd over strides, NaN for a single one
 */
record MeanOfStrides(double mean, double sd, int n, Bootstrap.Interval ci95) {
    private static final int PRIOR_FREEDOM = 4;

    /** 97.5 % quantile of Student's t for 4, 5, … 30 degrees of freedom; then 1.96. */
    private static final double[] STUDENT = {
        2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093,
        2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    /** @param values one a stride, all finite, at least one */
    static MeanOfStrides of(double[] values, Spread spread) {
        double mean = Statistics.mean(values);
        double sd = Statistics.standardDeviation(values);
        double half = studentHalfWidth(values.length, sd, spread.typicalAt(mean));
        Bootstrap.Interval interval = Bootstrap.interval(values.length, drawn -> mean(values, drawn))
                .hull(new Bootstrap.Interval(mean - half, mean + half))
                .widened(spread.commonAt(mean));
        return new MeanOfStrides(mean, sd, values.length, interval);
    }

    /**
     * Both sides together: the middle of their means, so that a walk that ends on the left weighs its left steps no more than its right
     * ones, and a limp does not look like scatter in the interval. The standard deviation is that of all values.
     */
    static MeanOfStrides ofSides(double[] left, double[] right, Spread spread) {
        if (left.length == 0 || right.length == 0) {
            return of(left.length == 0 ? right : left, spread);
        }
        MeanOfStrides ofLeft = of(left, spread);
        MeanOfStrides ofRight = of(right, spread);
        double mean = (ofLeft.mean + ofRight.mean) / 2;
        double common = spread.commonAt(mean);
        double below = Math.hypot(ofLeft.below() - common, ofRight.below() - common) / 2;
        double above = Math.hypot(ofLeft.above() - common, ofRight.above() - common) / 2;
        double[] all = DoubleStream.concat(DoubleStream.of(left), DoubleStream.of(right))
                .toArray();
        Arrays.sort(all);
        return new MeanOfStrides(
                mean,
                Statistics.standardDeviation(all),
                all.length,
                new Bootstrap.Interval(mean - below, mean + above).widened(common));
    }

    private double below() {
        return mean - ci95.low();
    }

    private double above() {
        return ci95.high() - mean;
    }

    private static double mean(double[] values, int[] drawn) {
        double sum = 0;
        for (int i : drawn) {
            sum += values[i];
        }
        return sum / drawn.length;
    }

    static double studentHalfWidth(int n, double sd, double typicalSd) {
        int freedom = PRIOR_FREEDOM + n - 1;
        double squares = PRIOR_FREEDOM * typicalSd * typicalSd + (n > 1 ? (n - 1) * sd * sd : 0);
        double t = freedom - PRIOR_FREEDOM < STUDENT.length ? STUDENT[freedom - PRIOR_FREEDOM] : 1.96;
        return t * Math.sqrt(squares / freedom / n);
    }
}
