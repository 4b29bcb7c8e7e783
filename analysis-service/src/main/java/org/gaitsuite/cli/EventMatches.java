package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
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
        List<Pair> pairs = nearest(truths, guesses, WINDOW_SECONDS, pair -> true);
        List<GaitEvent> paired = pairs.stream().map(Pair::truth).toList();
        int missed = (int) truths.stream()
                .filter(truth -> inView.contains(truth) && !paired.contains(truth))
                .count();
        return new EventMatches(pairs, missed, guesses.size() - pairs.size());
    }

    /**
     * Events of the same kind that belong together, nearest pairs first, each event in at most one.
     *
     * @param seconds that the two may lie apart at most
     * @param alike what else a pair must have in common
     */
    static List<Pair> nearest(List<GaitEvent> truths, List<GaitEvent> found, double seconds, Predicate<Pair> alike) {
        List<Pair> candidates = truths.stream()
                .flatMap(truth -> found.stream().map(guess -> new Pair(truth, guess)))
                .filter(pair -> pair.truth().type() == pair.found().type()
                        && Math.abs(pair.errorSeconds()) <= seconds
                        && alike.test(pair))
                .sorted(Comparator.comparingDouble(pair -> Math.abs(pair.errorSeconds())))
                .toList();
        Set<GaitEvent> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : candidates) {
            if (!taken.contains(pair.truth()) && !taken.contains(pair.found())) {
                taken.add(pair.truth());
                taken.add(pair.found());
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /** Found minus true, of every pair. */
    DoubleStream errorsSeconds() {
        return pairs.stream().mapToDouble(Pair::errorSeconds);
    }
}
