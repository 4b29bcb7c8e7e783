package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Compares events that were found with labelled ones. */
final class EventErrors {
    /** A mark further than this from a labelled contact is another event. */
    private static final double SAME_EVENT_SECONDS = 0.15;

    private final List<Double> errorsMs = new ArrayList<>();
    private final List<Double> sharesOfStride = new ArrayList<>();
    private int missed;
    private int invented;

    static EventErrors of(List<MarkerTrial.Contact> truth, WalkEvents found, EventType type) {
        EventErrors out = new EventErrors();
        List<GaitEvent> left = new ArrayList<>(
                found.events().stream().filter(e -> e.type() == type).toList());
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (MarkerTrial.Contact contact : truth) {
            first = Math.min(first, contact.timeSeconds());
            last = Math.max(last, contact.timeSeconds());
            if (contact.type() != type) {
                continue;
            }
            GaitEvent nearest = left.stream()
                    .filter(e -> e.side() == contact.side()
                            && Math.abs(e.timeSeconds() - contact.timeSeconds()) < SAME_EVENT_SECONDS)
                    .min(Comparator.comparingDouble(e -> Math.abs(e.timeSeconds() - contact.timeSeconds())))
                    .orElse(null);
            if (nearest == null) {
                out.missed++;
            } else {
                double error = nearest.timeSeconds() - contact.timeSeconds();
                out.errorsMs.add(1000 * error);
                out.sharesOfStride.add(100 * error / found.strideSeconds());
                left.remove(nearest);
            }
        }
        double from = first;
        double to = last;
        out.invented = (int) left.stream()
                .filter(e -> e.timeSeconds() > from && e.timeSeconds() < to)
                .count();
        return out;
    }

    void add(EventErrors other) {
        errorsMs.addAll(other.errorsMs);
        sharesOfStride.addAll(other.sharesOfStride);
        missed += other.missed;
        invented += other.invented;
    }

    int found() {
        return errorsMs.size();
    }

    int missed() {
        return missed;
    }

    int invented() {
        return invented;
    }

    double meanAbsoluteMs() {
        return errorsMs.stream().mapToDouble(Math::abs).average().orElse(Double.NaN);
    }

    double medianAbsoluteMs() {
        return Statistics.median(errorsMs.stream().mapToDouble(Math::abs).toArray());
    }

    double biasMs() {
        return errorsMs.stream().mapToDouble(e -> e).average().orElse(Double.NaN);
    }

    double medianShareOfStride() {
        return Statistics.median(sharesOfStride.stream().mapToDouble(e -> e).toArray());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%5.1f ms (bias %+5.1f, %+4.2f %%; %d found, %d missed, %d invented)",
                meanAbsoluteMs(),
                biasMs(),
                medianShareOfStride(),
                found(),
                missed,
                invented);
    }
}
