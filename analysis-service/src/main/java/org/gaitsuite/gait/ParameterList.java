package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parameters as they are gathered, one after the other. Not thread-safe. */
final class ParameterList {
    private final List<GaitParameter> parameters = new ArrayList<>();

    /**
     * Left, right and both together.
     *
     * @param values of one side, one a stride or step; what is not finite is left out
     * @param whenNone why a side without values is withheld
     */
    void bySide(String name, String unit, Function<Side, double[]> values, Spread spread, String whenNone) {
        bySide(name, unit, values, spread, spread, whenNone);
    }

    /**
     * Likewise, where the sides by themselves are known less well than their middle.
     *
     * @param ofSide error of a side
     * @param ofBoth error of both together
     */
    void bySide(
            String name, String unit, Function<Side, double[]> values, Spread ofSide, Spread ofBoth, String whenNone) {
        double[] left = Statistics.finite(values.apply(Side.LEFT));
        double[] right = Statistics.finite(values.apply(Side.RIGHT));
        mean(name, unit, Side.LEFT, left, ofSide, whenNone);
        mean(name, unit, Side.RIGHT, right, ofSide, whenNone);
        both(name, unit, left, right, ofBoth, whenNone);
    }

    /** Only both sides together. */
    void both(String name, String unit, double[] left, double[] right, Spread spread, String whenNone) {
        if (left.length + right.length == 0) {
            withhold(name, unit, null, whenNone);
        } else {
            measured(name, unit, null, MeanOfStrides.ofSides(left, right, spread));
        }
    }

    private void mean(String name, String unit, Side side, double[] values, Spread spread, String whenNone) {
        if (values.length == 0) {
            withhold(name, unit, side, whenNone);
        } else {
            measured(name, unit, side, MeanOfStrides.of(values, spread));
        }
    }

    private void measured(String name, String unit, @Nullable Side side, MeanOfStrides mean) {
        measured(name, unit, side, mean.mean(), mean.ci95(), mean.sd(), mean.n());
    }

    void measured(
            String name, String unit, @Nullable Side side, double value, Bootstrap.Interval ci95, double sd, int n) {
        parameters.add(new GaitParameter.Measured(name, unit, side, value, ci95.low(), ci95.high(), sd, n));
    }

    void withholdBySide(String name, String unit, String reason) {
        withhold(name, unit, Side.LEFT, reason);
        withhold(name, unit, Side.RIGHT, reason);
        withhold(name, unit, null, reason);
    }

    void withhold(String name, String unit, @Nullable Side side, String reason) {
        parameters.add(new GaitParameter.Withheld(name, unit, side, reason));
    }

    List<GaitParameter> all() {
        return List.copyOf(parameters);
    }
}
