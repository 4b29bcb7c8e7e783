package org.gaitsuite.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.gaitsuite.cli.KeypointScore.Estimate;

/** All walkers under one condition. */
record KeypointColumn(KeypointCondition condition, List<KeypointScore> scores, int refused) {
    /** Times are told in milliseconds and lengths in centimetres. */
    static String unit(String unit) {
        return switch (unit) {
            case "s" -> "ms";
            case "m" -> "cm";
            default -> unit;
        };
    }

    private static double factor(String unit) {
        return switch (unit) {
            case "s" -> 1000;
            case "m" -> 100;
            default -> 1;
        };
    }

    String strikes() {
        return errors(scores.stream()
                .flatMapToDouble(score -> DoubleStream.of(score.strikeErrors()))
                .map(e -> 1000 * e));
    }

    String offs() {
        return errors(scores.stream()
                .flatMapToDouble(score -> DoubleStream.of(score.offErrors()))
                .map(e -> 1000 * e));
    }

    /** Of the sides by themselves, or of the whole walk where a parameter has no sides. */
    String errors(String name) {
        boolean sided = all(e -> e.name().equals(name)).anyMatch(e -> e.side() != null);
        return errors(all(e -> e.name().equals(name) && (e.side() != null) == sided)
                .mapToDouble(e -> e.error() * factor(e.unit())));
    }

    private static String errors(DoubleStream values) {
        Distribution errors = Distribution.of(values);
        if (errors.isEmpty()) {
            return "none";
        }
        Distribution sizes = errors.absolute();
        String digits = sizes.quantile(0.9) < 10 ? "%.2f" : "%.1f";
        return String.format(
                Locale.ROOT,
                digits + " (" + digits + "; " + digits.replace("%", "%+") + ")",
                sizes.median(),
                sizes.quantile(0.9),
                errors.mean());
    }

    /** Share of the intervals that hold the truth; in brackets, once the error that all walkers have in common is taken off. */
    String coverage(Predicate<Estimate> which) {
        List<Estimate> chosen = all(which).toList();
        if (chosen.isEmpty()) {
            return "none";
        }
        double common = chosen.stream().mapToDouble(Estimate::error).average().orElseThrow();
        return String.format(Locale.ROOT, "%.1f (%.1f)", share(chosen, 0), share(chosen, common));
    }

    /** Over all intervals, %. */
    String coverage() {
        return String.format(Locale.ROOT, "%.1f", share(all(e -> true).toList(), 0));
    }

    private static double share(List<Estimate> estimates, double common) {
        return 100.0 * estimates.stream().filter(e -> e.covers(common)).count() / estimates.size();
    }

    private java.util.stream.Stream<Estimate> all(Predicate<Estimate> which) {
        return scores.stream().flatMap(score -> score.estimates().stream()).filter(which);
    }
}
