package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** What all walkers at one frame rate come to: the lines of one column of the accuracy table. */
final class AccuracyColumn {
    static final List<String> LINES = List.of(
            "heel strike, ms",
            "toe off, ms",
            "cadence, steps/min",
            "step length, cm",
            "knee flexion every frame, deg",
            "knee flexion mean curve, deg (RMS)",
            "heel strikes found / missed / false",
            "toe offs found / missed / false",
            "left and right told apart, % of events",
            "walkers refused");

    private final List<WalkerScore> scores;
    private final List<String> refusals;

    AccuracyColumn(List<WalkerScore> scores, List<String> refusals) {
        this.scores = List.copyOf(scores);
        this.refusals = List.copyOf(refusals);
    }

    List<String> cells() {
        List<String> out = new ArrayList<>();
        out.add(errors(s -> s.heelStrikes().errorsSeconds(), 1000, "%.0f"));
        out.add(errors(s -> s.toeOffs().errorsSeconds(), 1000, "%.0f"));
        out.add(errors(s -> DoubleStream.of(s.cadence()), 1, "%.2f"));
        out.add(errors(s -> DoubleStream.of(s.stepLength()), 100, "%.1f"));
        out.add(errors(s -> DoubleStream.of(s.kneeFrames()), 1, "%.1f"));
        out.add(sizes(s -> DoubleStream.of(s.kneeCurve())));
        out.add(counts(WalkerScore::heelStrikes));
        out.add(counts(WalkerScore::toeOffs));
        out.add(format("%.0f", 100 * all(WalkerScore::sidesRight).average().orElse(Double.NaN)));
        out.add(Integer.toString(refusals.size()));
        return out;
    }

    /** Median and 90th percentile of the absolute error, and the bias. */
    private String errors(Function<WalkerScore, DoubleStream> values, double unit, String format) {
        Distribution errors = Distribution.of(all(values).map(v -> v * unit));
        if (errors.isEmpty()) {
            return "none";
        }
        return format(
                format + " (" + format + "; bias " + format.replace("%", "%+") + ")",
                errors.absolute().median(),
                errors.absolute().quantile(0.9),
                errors.mean());
    }

    /** Median and 90th percentile of what has no sign. */
    private String sizes(Function<WalkerScore, DoubleStream> values) {
        Distribution sizes = Distribution.of(all(values));
        return sizes.isEmpty() ? "none" : format("%.1f (%.1f)", sizes.median(), sizes.quantile(0.9));
    }

    private String counts(Function<WalkerScore, EventMatches> kind) {
        int found = 0;
        int missed = 0;
        int invented = 0;
        for (WalkerScore score : scores) {
            EventMatches matches = kind.apply(score);
            found += matches.pairs().size();
            missed += matches.missed();
            invented += matches.invented();
        }
        return "%d / %d / %d".formatted(found, missed, invented);
    }

    private DoubleStream all(Function<WalkerScore, DoubleStream> values) {
        return scores.stream().flatMapToDouble(values);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
