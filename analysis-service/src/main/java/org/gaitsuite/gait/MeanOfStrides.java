package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Mean over strides with what is known of its error.
 *
 * <p>The width of the interval is Student's, with a spread that leans on a typical one while strides are few: s² = (ν₀ s₀² + (n − 1) s²) /
 * (ν₀ + n − 1) on ν₀ + n − 1 degrees of freedom (Smyth, Statistical Applications in Genetics and Molecular Biology 3, 2004, article 3),
 * ν₀ = 4: by itself the bootstrap is too narrow for few strides (Hesterberg, American Statistician 69, 2015, 371–386), and for one it has no
 * width. Its two ends lie about the mean as the bootstrap's do; from 30 strides on they are symmetrical, as they then are in any case. The
 * error that strides share is independent of their scatter, so the squares are added.
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

    /** From so many strides on the interval of a mean is symmetrical for all that can be seen. */
    private static final int MANY = 30;

    /** With fewer the shape of the bootstrap's interval is chance. */
    private static final int FEW = 5;

    /** However much of the scatter is put down to shared ends, this share of its variance stays. */
    private static final double LEAST_OWN_SCATTER = 0.2;

    /** @param values one a stride, all finite, at least one */
    static MeanOfStrides of(double[] values, Spread spread) {
        double mean = Statistics.mean(values);
        return around(mean, values, scatter(values, mean, spread), spread);
    }

    /**
     * Both sides together: the middle of their means, so that a walk that ends on the left weighs its left steps no more than its right
     * ones, and a limp does not look like scatter in the interval. The standard deviation is that of all values.
     */
    static MeanOfStrides ofSides(double[] left, double[] right, Spread spread) {
        if (left.length == 0 || right.length == 0) {
            return of(left.length == 0 ? right : left, spread);
        }
        double ofLeft = Statistics.mean(left);
        double ofRight = Statistics.mean(right);
        double mean = (ofLeft + ofRight) / 2;
        Bootstrap.Interval l = scatter(left, ofLeft, spread);
        Bootstrap.Interval r = scatter(right, ofRight, spread);
        double alike = spread.overlap();
        double[] all = DoubleStream.concat(DoubleStream.of(left), DoubleStream.of(right))
                .toArray();
        Arrays.sort(all);
        Bootstrap.Interval both = new Bootstrap.Interval(
                sumOfAlike(l.low(), r.low(), alike) / 2, sumOfAlike(l.high(), r.high(), alike) / 2);
        return around(mean, all, both, spread);
    }

    private static double sumOfAlike(double a, double b, double alike) {
        return Math.sqrt(a * a + b * b + 2 * alike * a * b);
    }

    /** @param scatter distances of the two ends from the mean, but for what strides share */
    private static MeanOfStrides around(double mean, double[] values, Bootstrap.Interval scatter, Spread spread) {
        double common = spread.commonAt(mean);
        Bootstrap.Interval interval = new Bootstrap.Interval(
                mean - Math.max(spread.least(), Math.hypot(scatter.low(), common)),
                mean + Math.max(spread.least(), Math.hypot(scatter.high(), common)));
        return new MeanOfStrides(mean, Statistics.standardDeviation(values), values.length, interval);
    }

    /** Distances of the lower and of the upper end from the mean. */
    private static Bootstrap.Interval scatter(double[] values, double mean, Spread spread) {
        int n = values.length;
        double sd = Statistics.standardDeviation(values);
        double half = studentHalfWidth(n, sd, spread.typicalAt(mean)) * ofEnds(n, sd, spread.ends());
        if (n < FEW || n >= MANY || sd == 0) {
            return new Bootstrap.Interval(half, half);
        }
        Bootstrap.Interval drawn = Bootstrap.interval(n, indices -> mean(values, indices));
        double width = drawn.high() - drawn.low();
        return new Bootstrap.Interval(
                2 * half * Math.max(0, mean - drawn.low()) / width,
                2 * half * Math.max(0, drawn.high() - mean) / width);
    }

    /** By how much shared ends narrow the interval of a mean: of n strides in a row only the first and the last end count. */
    private static double ofEnds(int n, double sd, double ends) {
        if (n < 2 || sd == 0 || ends == 0) {
            return 1;
        }
        double share = Math.min(1 - LEAST_OWN_SCATTER, 2 * ends / (sd * sd));
        return Math.sqrt(1 - share * (1 - 1.0 / n));
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
