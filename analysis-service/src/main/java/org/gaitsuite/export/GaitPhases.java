package org.gaitsuite.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.WalkedBout;

/**
 * When each foot is on the ground and when it swings, as far as the events say: before the first contact of a bout and after its last, the
 * phase that the event begins or ends reaches to the end of the bout. What lies between bouts is no phase.
 */
final class GaitPhases {
    /** No phase of steady walking lasts longer, seconds of the walker. */
    private static final double LONGEST_PHASE_SECONDS = 1.6;

    /**
     * A stance or a swing.
     *
     * @param fromSeconds in the time of the events
     */
    record Phase(Side side, boolean stance, double fromSeconds, double toSeconds) {
        boolean holds(double timeSeconds) {
            return timeSeconds >= fromSeconds && timeSeconds < toSeconds;
        }
    }

    private final List<GaitEvent> events;
    private final List<WalkedBout> bouts;
    private final List<Phase> phases = new ArrayList<>();

    /** Events and bouts of one walk, in one time. */
    GaitPhases(List<GaitEvent> events, List<WalkedBout> bouts) {
        this.events = events.stream()
                .sorted(Comparator.comparingDouble(GaitEvent::timeSeconds))
                .toList();
        this.bouts = List.copyOf(bouts);
        for (Side side : Side.values()) {
            addPhases(side);
        }
    }

    private void addPhases(Side side) {
        List<GaitEvent> own = events.stream().filter(e -> e.side() == side).toList();
        for (int i = 0; i <= own.size(); i++) {
            GaitEvent before = i == 0 ? null : own.get(i - 1);
            GaitEvent after = i == own.size() ? null : own.get(i);
            if (before != null
                    && after != null
                    && after.timeSeconds() - before.timeSeconds() <= LONGEST_PHASE_SECONDS
                    && before.type() != after.type()) {
                phases.add(new Phase(
                        side, before.type() == EventType.HEEL_STRIKE, before.timeSeconds(), after.timeSeconds()));
                continue;
            }
            if (before != null) {
                addOpen(side, before.type() == EventType.HEEL_STRIKE, before.timeSeconds(), endOfBout(before));
            }
            if (after != null) {
                addOpen(side, after.type() == EventType.TOE_OFF, startOfBout(after), after.timeSeconds());
            }
        }
    }

    private void addOpen(Side side, boolean stance, double from, double to) {
        if (to > from && to - from <= LONGEST_PHASE_SECONDS / 2) {
            phases.add(new Phase(side, stance, from, to));
        }
    }

    private double endOfBout(GaitEvent event) {
        return bouts.stream()
                .filter(bout -> holds(bout, event))
                .mapToDouble(WalkedBout::endSeconds)
                .max()
                .orElse(event.timeSeconds());
    }

    private double startOfBout(GaitEvent event) {
        return bouts.stream()
                .filter(bout -> holds(bout, event))
                .mapToDouble(WalkedBout::startSeconds)
                .min()
                .orElse(event.timeSeconds());
    }

    private static boolean holds(WalkedBout bout, GaitEvent event) {
        return event.timeSeconds() >= bout.startSeconds() && event.timeSeconds() <= bout.endSeconds();
    }

    List<GaitEvent> events() {
        return events;
    }

    List<Phase> all() {
        return phases;
    }

    /** From the first phase to the last; 0 where there is none. */
    double startSeconds() {
        return phases.stream().mapToDouble(Phase::fromSeconds).min().orElse(0);
    }

    double endSeconds() {
        return phases.stream().mapToDouble(Phase::toSeconds).max().orElse(0);
    }

    Optional<Phase> at(Side side, double timeSeconds) {
        return phases.stream()
                .filter(phase -> phase.side() == side && phase.holds(timeSeconds))
                .findFirst();
    }

    /** Times in which both feet are on the ground: two numbers each. */
    List<double[]> doubleSupport() {
        List<double[]> out = new ArrayList<>();
        for (Phase left : phases) {
            for (Phase right : phases) {
                double from = Math.max(left.fromSeconds(), right.fromSeconds());
                double to = Math.min(left.toSeconds(), right.toSeconds());
                if (left.side() == Side.LEFT
                        && right.side() == Side.RIGHT
                        && left.stance()
                        && right.stance()
                        && to > from) {
                    out.add(new double[] {from, to});
                }
            }
        }
        return out;
    }

    /** Where in the gait cycle of one side a time is, 0 at its heel strike and 100 at its next; empty outside of whole cycles. */
    OptionalDouble percentOfCycle(Side side, double timeSeconds) {
        GaitEvent strike = null;
        for (GaitEvent event : events) {
            if (event.side() != side || event.type() != EventType.HEEL_STRIKE) {
                continue;
            }
            if (event.timeSeconds() > timeSeconds) {
                double cycle = strike == null ? Double.NaN : event.timeSeconds() - strike.timeSeconds();
                return strike != null && cycle <= 2 * LONGEST_PHASE_SECONDS
                        ? OptionalDouble.of(100 * (timeSeconds - strike.timeSeconds()) / cycle)
                        : OptionalDouble.empty();
            }
            strike = event;
        }
        return OptionalDouble.empty();
    }

    /** The median time from a heel strike to the next of the same foot; a second where there is none. */
    double usualCycleSeconds() {
        List<Double> cycles = new ArrayList<>();
        for (Side side : Side.values()) {
            double[] strikes = events.stream()
                    .filter(e -> e.side() == side && e.type() == EventType.HEEL_STRIKE)
                    .mapToDouble(GaitEvent::timeSeconds)
                    .toArray();
            for (int i = 1; i < strikes.length; i++) {
                cycles.add(strikes[i] - strikes[i - 1]);
            }
        }
        cycles.sort(null);
        return cycles.isEmpty() ? 1 : cycles.get(cycles.size() / 2);
    }
}
