package org.gaitsuite.phantom;

import java.util.Arrays;

/**
 * A smooth, growing function of time or place that is stretched a little differently step by step: its slope is a straight line between the middles
 * of the steps and 1 on average. Feet that rest keep resting under it, and contacts stay in order. Immutable.
 */
final class Stretch {
    /** What the slopes of single steps vary more than a whole stride does, because neighbours smooth one another: 1 / (sqrt(100) / 8 / 2). */
    static final double OF_STRIDES = 1.6;

    /** Likewise for the length of a single step: 1 / (sqrt(38) / 8). */
    static final double OF_STEPS = 1.298;

    private static final double LEAST = 0.75;
    private static final double MOST = 1.25;

    private final double anchor;
    private final double spacing;
    private final double[] slopes;
    private final double[] values;
    private final boolean even;

    /**
     * @param anchor where the function is its own argument
     * @param spacing argument from one step to the next
     * @param slopes of the steps from the anchor on; beyond them the last one goes on
     */
    private Stretch(double anchor, double spacing, double[] slopes) {
        this.anchor = anchor;
        this.spacing = spacing;
        this.slopes = slopes;
        this.even = Arrays.stream(slopes).allMatch(slope -> slope == 1);
        this.values = new double[slopes.length];
        values[0] = anchor;
        for (int k = 1; k < slopes.length; k++) {
            values[k] = values[k - 1] + spacing * (slopes[k - 1] + slopes[k]) / 2;
        }
    }

    /** Varies from a little before the anchor to {@code steps} steps after it. */
    static Stretch of(double anchor, double spacing, int steps, double variation, Dice dice) {
        double[] slopes = new double[steps + 1];
        Arrays.setAll(slopes, k -> variation == 0 ? 1 : Math.clamp(1 + variation * dice.normal(), LEAST, MOST));
        return new Stretch(anchor, spacing, slopes);
    }

    double at(double u) {
        if (even) {
            return u;
        }
        double position = (u - anchor) / spacing;
        int k = Math.clamp((long) Math.floor(position), 0, slopes.length - 2);
        double s = position - k;
        if (s < 0 || s > 1) {
            int end = s < 0 ? 0 : slopes.length - 1;
            return values[end] + (position - end) * spacing * slopes[end];
        }
        return values[k] + spacing * s * (slopes[k] + 0.5 * s * (slopes[k + 1] - slopes[k]));
    }

    /** The argument at which the function has a value. */
    double inverse(double value) {
        if (even) {
            return value;
        }
        int k = Arrays.binarySearch(values, value);
        int low = Math.clamp(k >= 0 ? k : -k - 2, 0, slopes.length - 2);
        double rest = (value - values[low]) / spacing;
        double rise = slopes[low + 1] - slopes[low];
        if (value < values[0] || value > values[values.length - 1]) {
            int end = value < values[0] ? 0 : slopes.length - 1;
            return anchor + end * spacing + (value - values[end]) / slopes[end];
        }
        double root = Math.sqrt(slopes[low] * slopes[low] + 2 * rise * rest);
        return anchor + spacing * (low + 2 * rest / (slopes[low] + root));
    }
}
