package org.gaitsuite.job;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is next within one priority: start-time fair queueing with jobs of equal weight (Goyal, Vin, Cheng: "Start-time fair queueing",
 * SIGCOMM 1996), as {@code queue-common.lua} does it in Redis. Whoever has a thousand waiting delays another's first by one. Not
 * thread-safe.
 */
final class FairTurns {
    private record Turn(long start, long arrival) {
        static final Comparator<Turn> ORDER =
                Comparator.comparingLong(Turn::start).thenComparingLong(Turn::arrival);
    }

    private final TreeSet<Turn> turns = new TreeSet<>(Turn.ORDER);
    private final Map<Long, Turn> byArrival = new HashMap<>();
    private final Map<String, Long> finishOfOwner = new HashMap<>();
    private long virtualTime;

    /** @param arrival tells equals apart, the lower first; unique */
    void join(String owner, long arrival) {
        long start = Math.max(virtualTime, finishOfOwner.getOrDefault(owner, 0L));
        finishOfOwner.put(owner, start + 1);
        add(new Turn(start, arrival));
    }

    /** Back to the front, for one whose turn had come. */
    void rejoin(long arrival) {
        add(new Turn(virtualTime, arrival));
    }

    private void add(Turn turn) {
        turns.add(turn);
        byArrival.put(turn.arrival(), turn);
    }

    /** @return the arrival whose turn it is, or null */
    @Nullable
    Long next() {
        Turn turn = turns.pollFirst();
        if (turn == null) {
            return null;
        }
        byArrival.remove(turn.arrival());
        if (turns.isEmpty()) {
            virtualTime = 0;
            finishOfOwner.clear();
        } else if (turn.start() > virtualTime) {
            virtualTime = turn.start();
            finishOfOwner.values().removeIf(finish -> finish <= virtualTime);
        }
        return turn.arrival();
    }

    void leave(long arrival) {
        Turn turn = byArrival.remove(arrival);
        if (turn != null) {
            turns.remove(turn);
        }
    }

    int size() {
        return turns.size();
    }
}
