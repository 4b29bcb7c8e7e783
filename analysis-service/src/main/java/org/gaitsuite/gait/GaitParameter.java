package org.gaitsuite.gait;

import org.jspecify.annotations.Nullable;

/** A spatiotemporal parameter: measured, or withheld with the reason. Names and units are those of the result schema. */
public sealed interface GaitParameter {
    String name();

    String unit();

    /** Null for a parameter of the whole walk. */
    @Nullable
    Side side();

    /**
     * @param ci95Low lower end of the 95 % interval of the mean, in {@code unit}
     * @param sd standard deviation over strides (or steps), NaN where n is 1
     * @param n number of strides (or steps) behind the value
     */
    record Measured(
            String name,
            String unit,
            @Nullable Side side,
            double value,
            double ci95Low,
            double ci95High,
            double sd,
            int n)
            implements GaitParameter {}

    /** @param reason a sentence that a clinician understands */
    record Withheld(String name, String unit, @Nullable Side side, String reason) implements GaitParameter {}
}
