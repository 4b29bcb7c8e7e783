package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;

/**
 * Found events of one kind beside the true ones: nearest pairs first, each event once, no pair farther apart than
 * {@value #WINDOW_SECONDS} s. Sides play no part in the pairing, so that exchanged sides show as such and not as missed events.
 *
 * @param missed true events in view that nobody found
 * @param invented found events with no true one near, in view or not
 */
record EventMatches(List<Pair> pairs, int missed, int invented) {
    static final double WINDOW_SECONDS = 0.25;

    record Pair(GaitEvent truth, GaitEvent found) {
        double errorSeconds() {
            return found.timeSeconds() - truth.timeSeconds();
        }

        boolean sameSide() {
            return truth.side() == found.side();
        }
    }

    EventMatches {
        pairs = List.copyOf(pairs);
    }

    static EventMatches of(EventType type, List<GaitEvent> all, List<GaitEvent> inView, List<GaitEvent> found) {
        List<GaitEvent> truths = all.stream().filter(e -> e.type() == type).toList();
        List<GaitEvent> guesses = found.stream().filter(e -> e.type() == type).toList();
        List<Pair> candidates = new ArrayList<>();
        for (GaitEvent truth : truths) {
            for (GaitEvent guess : guesses) {
                Pair pair = new Pair(truth, guess);
                if (Math.abs(pair.errorSeconds()) <= WINDOW_SECONDS) {
                    candidates.add(pair);
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(pair -> Math.abs(pair.errorSeconds())));
        List<GaitEvent> freeTruths = new ArrayList<>(truths);
        List<GaitEvent> freeGuesses = new ArrayList<>(guesses);
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : candidates) {
            if (freeTruths.contains(pair.truth()) && freeGuesses.contains(pair.found())) {
                freeTruths.remove(pair.truth());
                freeGuesses.remove(pair.found());
                pairs.add(pair);
            }
        }
        int missed = (int) freeTruths.stream().filter(inView::contains).count();
        return new EventMatches(pairs, missed, freeGuesses.size());
    }
}
