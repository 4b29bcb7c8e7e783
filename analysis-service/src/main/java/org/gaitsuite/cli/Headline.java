package org.gaitsuite.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gaitsuite.analysis.AnalysisOutcome;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.Side;

/** The few lines that a reader wants first: values with their 95 % intervals, and why others are withheld. */
final class Headline {
    private static final Map<String, String> TITLES = new LinkedHashMap<>();

    static {
        TITLES.put("cadence", "Cadence");
        TITLES.put("walking_speed", "Walking speed");
        TITLES.put("step_time", "Step time");
        TITLES.put("step_length", "Step length");
        TITLES.put("stance_percent", "Stance");
        TITLES.put("knee_rom", "Knee range of motion");
    }

    private Headline() {}

    static String of(AnalysisOutcome outcome) {
        StringBuilder text = new StringBuilder();
        long strikes = outcome.gait().events().stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE)
                .count();
        text.append("%s view, walking %s, %d heel strikes, estimator %s%n%n"
                .formatted(
                        capital(outcome.gait().view().name()),
                        outcome.gait()
                                .direction()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' '),
                        strikes,
                        outcome.pose().estimator()));
        Map<String, String> withheld = new LinkedHashMap<>();
        TITLES.forEach((name, title) -> {
            for (GaitParameter parameter : all(outcome, name)) {
                switch (parameter) {
                    case GaitParameter.Measured measured
                    when Double.isFinite(measured.value()) -> text.append(line(title, measured));
                    case GaitParameter.Measured ignored -> {}
                    case GaitParameter.Withheld reason -> withheld.putIfAbsent(title, reason.reason());
                }
            }
        });
        withheld.forEach((title, reason) -> text.append("  %-28s withheld: %s%n".formatted(title, reason)));
        List<String> notes = outcome.gait().quality().notes();
        if (!notes.isEmpty()) {
            text.append(System.lineSeparator());
            notes.forEach(note -> text.append("  ").append(note).append(System.lineSeparator()));
        }
        return text.toString().stripTrailing();
    }

    private static List<GaitParameter> all(AnalysisOutcome outcome, String name) {
        return outcome.gait().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .toList();
    }

    private static String line(String title, GaitParameter.Measured measured) {
        String side = measured.side() == null ? "" : measured.side() == Side.LEFT ? ", left" : ", right";
        String digits = measured.unit().startsWith("m") || measured.unit().equals("s") ? "%.2f" : "%.1f";
        String value = String.format(Locale.ROOT, digits, measured.value());
        String interval = Double.isFinite(measured.ci95Low()) && Double.isFinite(measured.ci95High())
                ? "95 %% interval %s to %s, "
                        .formatted(
                                String.format(Locale.ROOT, digits, measured.ci95Low()),
                                String.format(Locale.ROOT, digits, measured.ci95High()))
                : "";
        return "  %-28s %7s %-10s (%sn = %d)%n"
                .formatted(title + side, value, unitOf(measured.unit()), interval, measured.n());
    }

    private static String unitOf(String unit) {
        return unit.equals("deg") ? "°" : unit;
    }

    private static String capital(String word) {
        return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
