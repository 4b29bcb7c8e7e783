package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What all walkers of one cell come to: a row of an accuracy table, and the walkers who need a look. */
final class AccuracyRow {
    static final List<String> COLUMNS = Stream.concat(
                    Stream.of(
                            "heel strike, ms",
                            "found / missed / false",
                            "toe off, ms",
                            "found / missed / false",
                            "cadence, steps/min",
                            "speed, m/s",
                            "step length, cm",
                            "knee, deg"),
                    Stream.concat(
                            JointErrors.JOINTS.stream().map(joint -> joint.toLowerCase(Locale.ROOT) + ", %"),
                            Stream.of("sides, %", "refused")))
            .toList();

    /** What one walker came to. */
    sealed interface Outcome {
        record Measured(WalkerScore score) implements Outcome {}

        record Refused(long seed, String sentence) implements Outcome {}
    }

    private final List<WalkerScore> scores;
    private final List<Outcome.Refused> refusals;

    AccuracyRow(List<Outcome> outcomes) {
        scores = outcomes.stream()
                .flatMap(o -> o instanceof Outcome.Measured(WalkerScore score) ? Stream.of(score) : Stream.empty())
                .toList();
        refusals = outcomes.stream()
                .flatMap(o -> o instanceof Outcome.Refused refused ? Stream.of(refused) : Stream.empty())
                .toList();
    }

    /** One of each of {@link #COLUMNS}. */
    List<String> cells() {
        List<String> out = new ArrayList<>();
        out.add(errors(s -> s.heelStrikes().errorsSeconds(), 1000, "%.0f"));
        out.add(counts(WalkerScore::heelStrikes));
        out.add(errors(s -> s.toeOffs().errorsSeconds(), 1000, "%.0f"));
        out.add(counts(WalkerScore::toeOffs));
        out.add(errors(s -> DoubleStream.of(s.cadence()), 1, "%.2f"));
        out.add(errors(s -> DoubleStream.of(s.speed()), 1, "%.3f"));
        out.add(errors(s -> DoubleStream.of(s.stepLength()), 100, "%.1f"));
        out.add(errors(s -> DoubleStream.of(s.kneeFrames()), 1, "%.1f"));
        for (int i = 0; i < JointErrors.JOINTS.size(); i++) {
            int joint = i;
            Distribution distances = Distribution.of(
                    all(s -> DoubleStream.of(s.joints().percent().get(joint))));
            out.add(distances.isEmpty() ? "none" : format("%.1f", distances.median()));
        }
        Distribution sides = Distribution.of(all(WalkerScore::sidesRight));
        out.add(sides.isEmpty() ? "none" : format("%.0f", 100 * sides.mean()));
        out.add("%d of %d".formatted(refusals.size(), refusals.size() + scores.size()));
        return out;
    }

    /** Seeds of walkers with missed or false events, and of those who were refused and why; empty where there are none. */
    List<String> faults() {
        List<String> lines = new ArrayList<>();
        String events = scores.stream()
                .map(WalkerScore::faults)
                .filter(faults -> !faults.isEmpty())
                .collect(Collectors.joining(", "));
        if (!events.isEmpty()) {
            lines.add("seeds with missed or false events: " + events);
        }
        String sides = scores.stream()
                .filter(score -> score.sidesRight().anyMatch(right -> right == 0))
                .map(score -> Long.toString(score.seed()))
                .collect(Collectors.joining(", "));
        if (!sides.isEmpty()) {
            lines.add("seeds with events of the wrong side: " + sides);
        }
        refusals.forEach(refusal -> lines.add("seed %d refused: %s".formatted(refusal.seed(), refusal.sentence())));
        return lines;
    }

    /** Mean of the absolute error, and the bias. */
    private String errors(Function<WalkerScore, DoubleStream> values, double unit, String format) {
        Distribution errors = Distribution.of(all(values).map(v -> v * unit));
        if (errors.isEmpty()) {
            return "none";
        }
        return format(
                format + " (" + format.replace("%", "%+") + ")",
                errors.absolute().mean(),
                errors.mean());
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
