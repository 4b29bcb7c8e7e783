package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.Comparator;
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

    /** A labelled contact and the found one nearest to it. */
    record Pair(GaitEvent labelled, GaitEvent found) {}

    /** Both kinds, in order of time. */
    static List<Pair> pairs(List<GaitEvent> labelled, List<GaitEvent> found) {
        List<GaitEvent> free = new ArrayList<>(found);
        List<Pair> pairs = new ArrayList<>();
        for (GaitEvent contact : labelled) {
            free.stream()
                    .filter(event -> event.type() == contact.type()
                            && event.side() == contact.side()
                            && away(event, contact) < SAME_SECONDS)
                    .min(Comparator.comparingDouble(event -> away(event, contact)))
                    .ifPresent(nearest -> {
                        pairs.add(new Pair(contact, nearest));
                        free.remove(nearest);
                    });
        }
        return pairs;
    }

    private static double away(GaitEvent a, GaitEvent b) {
        return Math.abs(a.timeSeconds() - b.timeSeconds());
    }

    /** @param lastSeconds time of the recording's last frame */
    void add(List<GaitEvent> labelled, List<GaitEvent> found, double lastSeconds) {
        List<GaitEvent> theirs = ofType(labelled);
        List<GaitEvent> ours = ofType(found);
        List<Pair> pairs = pairs(theirs, ours);
        for (Pair pair : pairs) {
            milliseconds.add(
                    1000 * (pair.found().timeSeconds() - pair.labelled().timeSeconds()));
        }
        double from = Math.max(ENDS_SECONDS, labelled.getFirst().timeSeconds());
        double to = Math.min(lastSeconds - ENDS_SECONDS, labelled.getLast().timeSeconds());
        missed += (int) theirs.stream()
                .filter(contact -> contact.timeSeconds() >= from && contact.timeSeconds() <= to)
                .filter(contact -> pairs.stream().noneMatch(pair -> pair.labelled() == contact))
                .count();
        extra += (int) ours.stream()
                .filter(event -> event.timeSeconds() > from && event.timeSeconds() < to)
                .filter(event -> pairs.stream().noneMatch(pair -> pair.found() == event))
                .count();
    }

    private List<GaitEvent> ofType(List<GaitEvent> events) {
        return events.stream().filter(event -> event.type() == type).toList();
    }

    private double mean() {
        return milliseconds.stream().mapToDouble(e -> e).average().orElse(Double.NaN);
    }

    private double meanAbsolute() {
        return milliseconds.stream().mapToDouble(Math::abs).average().orElse(Double.NaN);
    }

    private double medianAbsolute() {
        double[] sorted = milliseconds.stream().mapToDouble(Math::abs).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Mean and median absolute error and bias in ms; found, missed, extra. */
    String cells() {
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f | %+.1f | %d / %d / %d",
                meanAbsolute(),
                medianAbsolute(),
                mean(),
                milliseconds.size(),
                missed,
                extra);
    }
}
