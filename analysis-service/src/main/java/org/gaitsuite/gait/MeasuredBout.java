package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * A bout with its contacts, and the steps and strides between them, none of which reaches into another bout.
 *
 * @param missing contacts that must have happened, but could not be placed
 */
record MeasuredBout(WalkedBout bout, List<GaitEvent> events, List<Step> steps, List<Stride> strides, int missing) {
    /** A contact may lie so far outside the steady part of a bout that holds the rest of its stride. */
    private static final double BESIDE_SECONDS = 0.15;

    /**
     * Those of the bouts that hold a stride; the others, mostly a step or two between turns, are left out.
     *
     * @throws NoWalkFound if none does; it says why the longest does not
     */
    static <W extends BoutWalk> List<MeasuredBout> all(List<W> walks, Contacts<? super W> contacts) throws NoWalkFound {
        List<MeasuredBout> measured = new ArrayList<>();
        NoWalkFound refusal = null;
        double longest = 0;
        for (W walk : walks) {
            try {
                measured.add(of(walk, contacts));
            } catch (NoWalkFound refused) {
                double seconds = walk.endSeconds() - walk.startSeconds();
                if (refusal == null || seconds > longest) {
                    refusal = refused;
                    longest = seconds;
                }
            }
        }
        if (measured.isEmpty() && refusal != null) {
            throw refusal;
        }
        return measured;
    }

    private static <W extends BoutWalk> MeasuredBout of(W walk, Contacts<? super W> contacts) throws NoWalkFound {
        WalkEvents found = contacts.of(walk);
        List<GaitEvent> events = found.events().stream()
                .filter(event -> event.timeSeconds() > walk.startSeconds() - BESIDE_SECONDS
                        && event.timeSeconds() < walk.endSeconds() + BESIDE_SECONDS)
                .toList();
        FlightPhases.refuse(events, walk.intervalSeconds());
        List<Stride> strides = Stride.of(events);
        if (strides.isEmpty()) {
            throw new NoWalkFound(
                    "Too few steps: no whole stride was seen in the %.1f seconds of steady walking. Film at least four steps."
                            .formatted(walk.endSeconds() - walk.startSeconds()));
        }
        WalkedBout bout = new WalkedBout(walk.startSeconds(), walk.endSeconds(), walk.direction(), strides.size());
        List<Step> steps = Step.of(events, found.strideSeconds());
        return new MeasuredBout(bout, events, steps, strides, found.missing());
    }

    /** The one of some walks that this was measured on. */
    <W extends BoutWalk> W among(List<W> walks) {
        return walks.stream()
                .filter(walk -> walk.startSeconds() == bout.startSeconds())
                .findFirst()
                .orElseThrow();
    }

    /** The way of the longest bout. */
    static WalkingDirection direction(List<MeasuredBout> bouts) {
        WalkedBout longest = bouts.getFirst().bout();
        for (MeasuredBout other : bouts) {
            if (other.bout.endSeconds() - other.bout.startSeconds() > longest.endSeconds() - longest.startSeconds()) {
                longest = other.bout;
            }
        }
        return longest.direction();
    }

    /** Of all bouts, in order of time. */
    static List<GaitEvent> events(List<MeasuredBout> bouts) {
        return bouts.stream().flatMap(bout -> bout.events.stream()).toList();
    }

    static List<Step> steps(List<MeasuredBout> bouts) {
        return bouts.stream().flatMap(bout -> bout.steps.stream()).toList();
    }

    static List<Stride> strides(List<MeasuredBout> bouts) {
        return bouts.stream().flatMap(bout -> bout.strides.stream()).toList();
    }
}
