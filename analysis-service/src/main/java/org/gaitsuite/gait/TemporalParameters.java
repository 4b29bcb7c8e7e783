package org.gaitsuite.gait;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Cadence, and the times and shares of the gait cycle (definitions: Perry &amp; Burnfield, Gait Analysis, 2010, chapter 1). */
final class TemporalParameters {
    /**
     * Spread over strides to expect before any are seen: 3.5 % of a time, between the 1 to 3 % of healthy adults (Hausdorff et al., Journal of Applied
     * Physiology 80, 1996, 1448–1457) and those who walk unsteadily; 1.5 points of a share of the cycle.
     */
    private static final double TYPICAL_SHARE = 0.035;

    /** A stride is two steps, which take turns to be short and long. */
    private static final double TYPICAL_SHARE_OF_STEP = TYPICAL_SHARE * Math.sqrt(2);

    private static final double TYPICAL_POINTS = 1.5;

    /**
     * Standard deviation between walkers of how far toe offs are marked later than heel strikes, once the known bias is off, as a share of the
     * stride: 9 ms in ten Plug-in-Gait trials of 4 to 6 contacts of each kind, of which some 4 ms are those contacts' own scatter.
     */
    private static final double STANCE_BIAS = 0.0073;

    /** Contacts lie anywhere between two frames: standard deviation as a share of the frame interval. */
    private static final double SHARE_OF_INTERVAL = Math.sqrt(1 / 12.0);

    private static final double NORMAL = 1.96;

    /** So many pairs of successive strides weigh as much as the assumption that their scatter is the walker's own. */
    private static final double PRIOR_PAIRS = 6;

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
        MeanOfStrides stride = MeanOfStrides.ofSides(left, right, ofStrideTime(left, right));
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
        double[] left = ofStrides(Side.LEFT, Stride::seconds);
        double[] right = ofStrides(Side.RIGHT, Stride::seconds);
        Spread ofStep =
                Spread.ofShare(TYPICAL_SHARE, 0, 0).atLeast(ofFrame(Math.max(1, Math.min(left.length, right.length))));
        double bias = NORMAL * STANCE_BIAS * strideSeconds();
        Spread ofStance = Spread.ofShare(TYPICAL_SHARE, bias, 0).overlapping(1);
        Spread ofSupport = Spread.ofShare(TYPICAL_SHARE, 2 * bias, 0).overlapping(1);
        out.bySide("step_time", "s", side -> Step.seconds(steps, side), ofStep, NO_STEP);
        time(out, "stride_time", Stride::seconds, ofStrideTime(left, right), NO_STRIDE);
        time(out, "stance_time", Stride::stanceSeconds, ofStance, NO_TOE_OFF);
        time(out, "swing_time", Stride::swingSeconds, ofStance, NO_TOE_OFF);
        time(out, "single_support_time", Stride::singleSupportSeconds, ofStance, NO_OPPOSITE);
        time(out, "double_support_time", Stride::doubleSupportSeconds, ofSupport, NO_OPPOSITE);
        share(out, "stance_percent", Stride::stanceSeconds, 1, NO_TOE_OFF);
        share(out, "swing_percent", Stride::swingSeconds, 1, NO_TOE_OFF);
        share(out, "double_support_percent", Stride::doubleSupportSeconds, 2, NO_OPPOSITE);
    }

    /** Strides of a foot follow one another, so of n only the first and the last strike matter; and the strides of both feet overlap. */
    private Spread ofStrideTime(double[] left, double[] right) {
        int n = Math.max(1, Math.max(left.length, right.length));
        return Spread.ofShare(TYPICAL_SHARE, 0, 0)
                .atLeast(ofFrame(n * n))
                .sharingEnds(errorOfStrikes(left, right))
                .overlapping(1);
    }

    /** Half width of what two contacts are uncertain by because they lie between frames, in a mean over so many. */
    private double ofFrame(int n) {
        return NORMAL * interval * SHARE_OF_INTERVAL * Math.sqrt(2.0 / n);
    }

    /**
     * Variance of the error of one strike, s²: a strike that is marked late makes its stride too long and the next too short, so that successive
     * strides vary together by − s². Without such error they would by − 1/n of their variance, because their mean is taken off.
     */
    private static double errorOfStrikes(double[]... sides) {
        double together = 0;
        double pairs = 0;
        for (double[] seconds : sides) {
            double mean = Statistics.mean(seconds);
            double sd = Statistics.standardDeviation(seconds);
            for (int i = 0; i + 1 < seconds.length; i++) {
                together -= (seconds[i] - mean) * (seconds[i + 1] - mean) + sd * sd / seconds.length;
                pairs++;
            }
        }
        return Math.max(0, together / (pairs + PRIOR_PAIRS));
    }

    private void time(
            ParameterList out, String name, ToDoubleFunction<Stride> seconds, Spread spread, String whenNone) {
        out.bySide(name, "s", side -> ofStrides(side, seconds), spread, whenNone);
    }

    /** @param biased how many times the stance's bias is in this part of the stride */
    private void share(ParameterList out, String name, ToDoubleFunction<Stride> part, int biased, String whenNone) {
        Spread spread =
                Spread.of(TYPICAL_POINTS, 100 * biased * NORMAL * STANCE_BIAS).overlapping(1);
        ToDoubleFunction<Stride> percent = s -> 100 * part.applyAsDouble(s) / s.seconds();
        out.bySide(name, "%", side -> ofStrides(side, percent), spread, whenNone);
    }

    private double strideSeconds() {
        return strides.stream().mapToDouble(Stride::seconds).average().orElse(1);
    }

    private double[] ofStrides(Side side, ToDoubleFunction<Stride> value) {
        return strides.stream()
                .filter(stride -> stride.side() == side)
                .mapToDouble(value)
                .toArray();
    }
}
