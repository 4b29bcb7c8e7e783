package org.gaitsuite.gait;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Cadence, and the times and shares of the gait cycle (definitions: Perry &amp; Burnfield, Gait Analysis, 2010, chapter 1). */
final class TemporalParameters {
    /** Spread over strides to expect in an even walk: 3 % of a time, 1.5 points of a share of the cycle. */
    private static final double TYPICAL_SHARE = 0.03;

    private static final double TYPICAL_POINTS = 1.5;

    private static final String NO_STRIDE = "too few strides: no two heel strikes of this foot were seen in a row";
    private static final String NO_STEP = "no two heel strikes of opposite feet follow one another";
    private static final String NO_TOE_OFF = "too few strides: no whole stride with its toe off was seen";
    private static final String NO_OPPOSITE = "too few strides: no whole stride with all events of both feet was seen";

    private final List<Step> steps;
    private final List<Stride> strides;
    private final double interval;

    TemporalParameters(List<Step> steps, List<Stride> strides, double intervalSeconds) {
        this.steps = steps;
        this.strides = strides;
        this.interval = intervalSeconds;
    }

    /** Two steps a stride. From strides, not steps, so that a limp neither biases it nor widens its interval. */
    void cadence(ParameterList out) {
        double[] left = ofStrides(Side.LEFT, Stride::seconds);
        double[] right = ofStrides(Side.RIGHT, Stride::seconds);
        // Successive strides share their strikes, so over n of them only one frame interval of error is left.
        double common = interval / Math.max(1, Math.max(left.length, right.length));
        MeanOfStrides stride = MeanOfStrides.ofSides(left, right, Spread.ofShare(TYPICAL_SHARE, common, 0));
        double shortest = Math.max(stride.ci95().low(), 1e-3);
        double[] perMinute =
                strides.stream().mapToDouble(s -> 120 / s.seconds()).sorted().toArray();
        out.measured(
                "cadence",
                "steps/min",
                null,
                120 / stride.mean(),
                new Bootstrap.Interval(120 / stride.ci95().high(), 120 / shortest),
                Statistics.standardDeviation(perMinute),
                stride.n());
    }

    void times(ParameterList out) {
        Spread ofTime = Spread.ofShare(TYPICAL_SHARE, interval / 2, 0);
        out.bySide("step_time", "s", side -> Step.seconds(steps, side), ofTime, NO_STEP);
        time(out, "stride_time", Stride::seconds, NO_STRIDE);
        time(out, "stance_time", Stride::stanceSeconds, NO_TOE_OFF);
        time(out, "swing_time", Stride::swingSeconds, NO_TOE_OFF);
        time(out, "single_support_time", Stride::singleSupportSeconds, NO_OPPOSITE);
        time(out, "double_support_time", Stride::doubleSupportSeconds, NO_OPPOSITE);
        share(out, "stance_percent", Stride::stanceSeconds, NO_TOE_OFF);
        share(out, "swing_percent", Stride::swingSeconds, NO_TOE_OFF);
        share(out, "double_support_percent", Stride::doubleSupportSeconds, NO_OPPOSITE);
    }

    private void time(ParameterList out, String name, ToDoubleFunction<Stride> seconds, String whenNone) {
        Spread spread = Spread.ofShare(TYPICAL_SHARE, interval / 2, 0);
        out.bySide(name, "s", side -> ofStrides(side, seconds), spread, whenNone);
    }

    private void share(ParameterList out, String name, ToDoubleFunction<Stride> part, String whenNone) {
        double stride = strides.stream().mapToDouble(Stride::seconds).average().orElse(1);
        Spread spread = Spread.of(TYPICAL_POINTS, 100 * interval / 2 / stride);
        ToDoubleFunction<Stride> percent = s -> 100 * part.applyAsDouble(s) / s.seconds();
        out.bySide(name, "%", side -> ofStrides(side, percent), spread, whenNone);
    }

    private double[] ofStrides(Side side, ToDoubleFunction<Stride> value) {
        return strides.stream()
                .filter(stride -> stride.side() == side)
                .mapToDouble(value)
                .toArray();
    }
}
