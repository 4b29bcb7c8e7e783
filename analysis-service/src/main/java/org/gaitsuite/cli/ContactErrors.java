package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;

/**
 * Found contacts of one kind beside those that a laboratory has labelled, over any number of trials. Contacts near the ends of a
 * recording do not count as missed or extra: their foot was seen for too short, or the laboratory did not look there.
 */
final class ContactErrors {
    /** A mark further than this from a labelled contact of its foot is another one. */
    private static final double SAME_SECONDS = 0.15;

    private static final double ENDS_SECONDS = 0.2;

    private final EventType type;
    private final List<Double> milliseconds = new ArrayList<>();
    private int missed;
    private int extra;

    ContactErrors(EventType type) {
        this.type = type;
    }

    /** Of both kinds, each contact with one of its own foot. */
    static List<EventMatches.Pair> pairs(List<GaitEvent> labelled, List<GaitEvent> found) {
        return EventMatches.nearest(labelled, found, SAME_SECONDS, EventMatches.Pair::sameSide);
    }

    /** @param lastSeconds time of the recording's last frame */
    void add(List<GaitEvent> labelled, List<GaitEvent> found, double lastSeconds) {
        List<GaitEvent> theirs = ofType(labelled);
        List<GaitEvent> ours = ofType(found);
        List<EventMatches.Pair> pairs = pairs(theirs, ours);
        pairs.forEach(pair -> milliseconds.add(1000 * pair.errorSeconds()));
        double from = Math.max(ENDS_SECONDS, labelled.getFirst().timeSeconds());
        double to = Math.min(lastSeconds - ENDS_SECONDS, labelled.getLast().timeSeconds());
        missed += (int) theirs.stream()
                .filter(contact -> contact.timeSeconds() >= from && contact.timeSeconds() <= to)
                .filter(contact -> pairs.stream().noneMatch(pair -> pair.truth() == contact))
                .count();
        extra += (int) ours.stream()
                .filter(event -> event.timeSeconds() > from && event.timeSeconds() < to)
                .filter(event -> pairs.stream().noneMatch(pair -> pair.found() == event))
                .count();
    }

    private List<GaitEvent> ofType(List<GaitEvent> events) {
        return events.stream().filter(event -> event.type() == type).toList();
    }

    /** Mean and median absolute error and bias in ms; found, missed, extra. */
    String cells() {
        Distribution errors = Distribution.of(milliseconds.stream().mapToDouble(e -> e));
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f | %+.1f | %d / %d / %d",
                errors.absolute().mean(),
                errors.absolute().median(),
                errors.mean(),
                milliseconds.size(),
                missed,
                extra);
    }
}
