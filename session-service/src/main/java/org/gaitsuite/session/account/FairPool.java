package org.gaitsuite.session.account;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs work on a few threads, for clients who take turns: each has a line of its own, and the next is the one whose last turn was
 * longest ago. So whoever comes once waits for what is under way and for nobody who comes again and again, and those share what is left
 * one by one (as the sparse flows of RFC 8290 do). When there is no room to wait, the longest line gives up its last place to whoever
 * has a shorter one, and of lines as long as each other the one whose last turn was last. Safe for use by many threads.
 */
final class FairPool implements AutoCloseable {
    /** Clients whose last turn is remembered; who is pushed out of that counts as new. */
    private static final int REMEMBERED = 4096;

    private final int room;
    private final ReentrantLock lock = new ReentrantLock();
    /** Who waits, in the order of coming; no line is empty. */
    private final Map<String, ArrayDeque<Work<?>>> lines = new LinkedHashMap<>();
    /** The number of each client's last turn, the oldest first. */
    private final Map<String, Long> lastTurns = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    /** One turn for each piece of work that waits, whichever it will be. */
    private final ThreadPoolExecutor turns;

    private int waiting;
    private long turn;

    /**
     * @param threads that work at the same time
     * @param room pieces of work that may wait
     */
    FairPool(int threads, int room, String name) {
        this.room = room;
        this.turns = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name + "-", 1).factory());
        this.turns.allowCoreThreadTimeOut(true);
    }

    private record Work<T>(Supplier<T> what, CompletableFuture<T> outcome) {
        void run() {
            if (outcome.isDone()) {
                return; // Its client has given up.
            }
            try {
                outcome.complete(what.get());
            } catch (RuntimeException fault) {
                outcome.completeExceptionally(fault);
            }
        }
    }

    /**
     * Has something done when its client's turn comes.
     *
     * @return the outcome, which is cancelled when the place goes to another client; empty when there is no room
     */
    <T> Optional<Future<T>> submit(String client, Supplier<T> what) {
        Work<T> work = new Work<>(what, new CompletableFuture<>());
        boolean another;
        lock.lock();
        try {
            another = waiting < room;
            if (!another && !makesRoomFor(client)) {
                return Optional.empty();
            }
            lines.computeIfAbsent(client, somebody -> new ArrayDeque<>()).addLast(work);
            waiting++;
        } finally {
            lock.unlock();
        }
        if (another) {
            turns.execute(this::serve);
        } // Else the turn of the one who left is there already.
        return Optional.of(work.outcome());
    }

    /** Ends the last wait of the line with the least claim to its place, if the client's own would have more. */
    private boolean makesRoomFor(String client) {
        Claim own = claimOf(client);
        Claim afterwards = new Claim(own.waits() + 1, own.lastTurn());
        Optional<String> least = lines.keySet().stream().max(Comparator.comparing(this::claimOf));
        if (least.isEmpty() || claimOf(least.get()).compareTo(afterwards) <= 0) {
            return false;
        }
        takeFrom(least.get(), ArrayDeque::removeLast).outcome().cancel(false);
        return true;
    }

    /** To a place: the fewer of its line wait, and then the longer ago its last turn was, the better. */
    private record Claim(int waits, long lastTurn) implements Comparable<Claim> {
        private static final Comparator<Claim> BETTER_FIRST =
                Comparator.comparingInt(Claim::waits).thenComparingLong(Claim::lastTurn);

        @Override
        public int compareTo(Claim other) {
            return BETTER_FIRST.compare(this, other);
        }
    }

    private Claim claimOf(String client) {
        ArrayDeque<Work<?>> line = lines.get(client);
        return new Claim(line == null ? 0 : line.size(), lastTurnOf(client));
    }

    private long lastTurnOf(String client) {
        return lastTurns.getOrDefault(client, 0L);
    }

    private Work<?> takeFrom(String client, Function<ArrayDeque<Work<?>>, Work<?>> end) {
        ArrayDeque<Work<?>> line = Objects.requireNonNull(lines.get(client));
        Work<?> taken = end.apply(line);
        waiting--;
        if (line.isEmpty()) {
            lines.remove(client);
        }
        return taken;
    }

    private void serve() {
        Work<?> next;
        lock.lock();
        try {
            String client = nextInTurn();
            next = takeFrom(client, ArrayDeque::removeFirst);
            lastTurns.remove(client);
            lastTurns.put(client, ++turn);
        } finally {
            lock.unlock();
        }
        next.run();
    }

    private String nextInTurn() {
        return Collections.min(lines.keySet(), Comparator.comparingLong(this::lastTurnOf));
    }

    /** Pieces of work that wait. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        turns.shutdown();
    }
}
