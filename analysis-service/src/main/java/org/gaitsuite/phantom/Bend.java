package org.gaitsuite.phantom;

import java.util.function.DoubleUnaryOperator;

/** What must be added to a curve so that its ends get given values and slopes: a cubic over the share 0..1 of the time between. */
record Bend(double startError, double startSlope, double endError, double endSlope) {
    private static final double STEP = 1e-4;

    static Bend of(
            DoubleUnaryOperator curve,
            double start,
            double end,
            double startValue,
            double startRate,
            double endValue,
            double endRate) {
        double seconds = end - start;
        return new Bend(
                startValue - curve.applyAsDouble(start),
                (startRate - rate(curve, start)) * seconds,
                endValue - curve.applyAsDouble(end),
                (endRate - rate(curve, end)) * seconds);
    }

    private static double rate(DoubleUnaryOperator curve, double t) {
        return (curve.applyAsDouble(t + STEP) - curve.applyAsDouble(t - STEP)) / (2 * STEP);
    }

    /** Cubic Hermite. */
    double at(double s) {
        double r = 1 - s;
        return startError * r * r * (1 + 2 * s)
                + startSlope * s * r * r
                + endError * s * s * (3 - 2 * s)
                - endSlope * s * s * r;
    }
}
