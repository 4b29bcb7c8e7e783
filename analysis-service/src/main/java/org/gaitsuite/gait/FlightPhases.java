package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * In walking at least one foot is always on the ground; a time with both in the air makes it running (Alexander 1984, J Exp Biol 112).
 * Where contacts say otherwise step after step, the legs were mixed up while they were followed, or the person runs; what would be
 * computed from them looks like a walk of twice the cadence.
 */
final class FlightPhases {
    /** One exchanged leg makes one flight phase; as a habit they are something else. */
    private static final double TOLERATED_SHARE = 0.25;

    /** From toe off to heel strike of one foot. */
    private record Swing(Side side, double from, double to) {}

    private FlightPhases() {}

    /**
     * @param events in order of time
     * @param intervalSeconds time between frames, within which two contacts cannot be told apart
     * @throws NoWalkFound if both feet are off the ground in more than a quarter of the swings
     */
    static void refuse(List<GaitEvent> events, double intervalSeconds) throws NoWalkFound {
        List<Swing> swings = swings(events);
        long flying = swings.stream()
                .filter(swing -> swings.stream()
                        .anyMatch(other -> other.side() != swing.side()
                                && Math.min(swing.to(), other.to()) - Math.max(swing.from(), other.from())
                                        > intervalSeconds))
                .count();
        if (flying > TOLERATED_SHARE * swings.size()) {
            throw new NoWalkFound(String.format(
                    Locale.ROOT,
                    "Both feet seem to be off the ground at once in %d of %d swings, which walking never does: the person runs, or the two"
                            + " legs were mixed up while they were followed. Film from the side in good light, or choose another estimator.",
                    flying,
                    swings.size()));
        }
    }

    private static List<Swing> swings(List<GaitEvent> events) {
        List<Swing> swings = new ArrayList<>();
        for (Side side : Side.values()) {
            GaitEvent off = null;
            for (GaitEvent event : events) {
                if (event.side() != side) {
                    continue;
                }
                if (event.type() == EventType.HEEL_STRIKE && off != null) {
                    swings.add(new Swing(side, off.timeSeconds(), event.timeSeconds()));
                }
                off = event.type() == EventType.TOE_OFF ? event : null;
            }
        }
        return swings;
    }
}
