package org.gaitsuite.cli;

import java.util.List;
import java.util.Locale;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;

/** How far found events lie from those that a laboratory has labelled, in one line a kind. */
final class LabelledEvents {
    private LabelledEvents() {}

    /**
     * Laboratories often label only the steps on their force plates: what was found before the first label or after the last is not counted
     * against the result.
     */
    static String compare(EventType type, List<GaitEvent> labelled, List<GaitEvent> found) {
        List<GaitEvent> labels =
                labelled.stream().filter(event -> event.type() == type).toList();
        String name = type == EventType.HEEL_STRIKE ? "Heel strikes" : "Toe offs";
        if (labels.isEmpty()) {
            return name + ": none labelled.";
        }
        double from = labelled.getFirst().timeSeconds() - EventMatches.WINDOW_SECONDS;
        double to = labelled.getLast().timeSeconds() + EventMatches.WINDOW_SECONDS;
        List<GaitEvent> near = found.stream()
                .filter(event -> event.timeSeconds() >= from && event.timeSeconds() <= to)
                .toList();
        EventMatches matches = EventMatches.of(type, labels, labels, near);
        Distribution milliseconds = Distribution.of(matches.errorsSeconds().map(e -> 1000 * e));
        long otherSide =
                matches.pairs().stream().filter(pair -> !pair.sameSide()).count();
        return String.format(
                Locale.ROOT,
                "%s: %d labelled, %d found; mean absolute difference %.0f ms, bias %+.0f ms; %d missed, %d extra%s.",
                name,
                labels.size(),
                matches.pairs().size(),
                milliseconds.absolute().mean(),
                milliseconds.mean(),
                matches.missed(),
                matches.invented(),
                otherSide == 0 ? "" : ", " + otherSide + " on the other side");
    }
}
