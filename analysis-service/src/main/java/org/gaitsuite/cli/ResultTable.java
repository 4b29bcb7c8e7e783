package org.gaitsuite.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gaitsuite.analysis.AnalysisOutcome;
import org.gaitsuite.analysis.Source;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.LowPass;
import org.gaitsuite.gait.Side;
import org.jspecify.annotations.Nullable;

/**
 * A result for reading, 96 columns wide: every parameter with its 95 % interval, standard deviation and number, those that are withheld with the
 * reason, what is to be said of the quality, and the events; and how far they lie from those that the input has labelled.
 */
final class ResultTable {
    private static final String ROW = "  %-37s %-5s %8s %-9s %-18s %7s %4s";
    private static final int COLUMNS = 96;

    private final GaitResult gait;
    private final Source source;
    private final StringBuilder text = new StringBuilder();

    private ResultTable(AnalysisOutcome outcome) {
        this.gait = outcome.gait();
        this.source = outcome.source();
    }

    static String of(AnalysisOutcome outcome) {
        ResultTable table = new ResultTable(outcome);
        table.input(outcome.timeFactor());
        table.parameters();
        table.withheld();
        table.quality();
        table.events();
        return table.text.toString().stripTrailing();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append(System.lineSeparator());
    }

    /** Broken between words; the lines after the first stand further in. */
    private void paragraph(String indent, String sentences) {
        broken(indent, indent + "  ", " ", List.of(sentences.split(" ")));
    }

    private void broken(String first, String others, String separator, Collection<String> pieces) {
        StringBuilder row = new StringBuilder(first);
        String before = "";
        for (String piece : pieces) {
            row.append(before);
            if (row.length() + piece.length() + separator.strip().length() > COLUMNS) {
                line("%s", row);
                row = new StringBuilder(others);
            }
            row.append(piece);
            before = separator;
        }
        line("%s", row);
    }

    private void input(double timeFactor) {
        line(
                "%s view, walking %s; %s with %d frames at %.4g Hz",
                capital(gait.view().name()),
                words(gait.direction().name()),
                source.kind(),
                source.frames(),
                source.frameRateHertz() / timeFactor);
        LowPass lowPass = gait.quality().lowPass();
        line(
                "Estimator %s%s; low pass %.3g Hz%s",
                source.estimator(),
                source.model().equals(source.estimator()) ? "" : ", " + source.model(),
                lowPass.hertz(),
                lowPass.source() == LowPass.Source.SIGNAL ? ", chosen from the signal" : "");
        line("");
    }

    private void parameters() {
        line(ROW, "Parameter", "Side", "Value", "Unit", "95 % interval", "SD", "n");
        for (String name : names()) {
            List<GaitParameter.Measured> sides = measured(name)
                    .sorted(Comparator.comparingInt(
                            m -> m.side() == null ? 2 : m.side().ordinal()))
                    .toList();
            sides.forEach(m -> parameter(m == sides.getFirst() ? words(name) : "", m));
        }
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        gait.parameters().forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    private Stream<GaitParameter.Measured> measured(String name) {
        return gait.parameters().stream()
                .filter(GaitParameter.Measured.class::isInstance)
                .map(GaitParameter.Measured.class::cast)
                .filter(m -> m.name().equals(name) && Double.isFinite(m.value()));
    }

    /** @param title of the row; blank under a row of the same parameter */
    private void parameter(String title, GaitParameter.Measured m) {
        boolean interval = Double.isFinite(m.ci95Low()) && Double.isFinite(m.ci95High());
        line(
                ROW,
                title,
                side(m.side()),
                number(m.value(), m.unit()),
                m.unit().equals("deg") ? "°" : m.unit(),
                interval ? number(m.ci95Low(), m.unit()) + " to " + number(m.ci95High(), m.unit()) : "",
                Double.isFinite(m.sd()) ? number(m.sd(), m.unit()) : "",
                m.n());
    }

    private static String number(double value, String unit) {
        String format = switch (unit) {
            case "s", "m", "m/s", "" -> "%.3f";
            default -> "%.1f";
        };
        String rounded = String.format(Locale.ROOT, format, value);
        return rounded.matches("-0\\.0+") ? rounded.substring(1) : rounded;
    }

    private void withheld() {
        Map<String, Set<String>> byReason = new LinkedHashMap<>();
        for (GaitParameter parameter : gait.parameters()) {
            if (parameter instanceof GaitParameter.Withheld withheld) {
                byReason.computeIfAbsent(withheld.reason(), reason -> new LinkedHashSet<>())
                        .add(words(withheld.name()));
            }
        }
        byReason.forEach((reason, names) -> {
            line("");
            paragraph("  ", "Withheld, since " + reason + ":");
            broken("    ", "    ", ", ", names);
        });
    }

    private void quality() {
        line("");
        line(gait.quality().usable() ? "Quality: usable." : "Quality: NOT usable.");
        Stream.concat(gait.quality().notes().stream(), source.notes().stream())
                .distinct()
                .forEach(note -> paragraph("  ", note));
    }

    private void events() {
        line("");
        List<GaitEvent> events = gait.events();
        if (events.isEmpty()) {
            line("Events: none.");
            return;
        }
        line(
                "Events: %s, %s, from %.2f to %.2f s.",
                count(events, EventType.HEEL_STRIKE, "heel strikes"),
                count(events, EventType.TOE_OFF, "toe offs"),
                events.getFirst().timeSeconds(),
                events.getLast().timeSeconds());
        if (source instanceof Source.Recorded recorded
                && !recorded.recording().labelled().isEmpty()) {
            line("Labelled in the file, and not used for the result:");
            for (EventType type : EventType.values()) {
                paragraph(
                        "  ", LabelledEvents.compare(type, recorded.recording().labelled(), events));
            }
        }
    }

    private static String count(List<GaitEvent> events, EventType type, String name) {
        long left = count(events, type, Side.LEFT);
        long right = count(events, type, Side.RIGHT);
        return "%d %s (%d left, %d right)".formatted(left + right, name, left, right);
    }

    private static long count(List<GaitEvent> events, EventType type, Side side) {
        return events.stream()
                .filter(event -> event.type() == type && event.side() == side)
                .count();
    }

    private static String side(@Nullable Side side) {
        return side == null ? "both" : side == Side.LEFT ? "left" : "right";
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String capital(String word) {
        return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
