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
import java.util.function.Supplier;

/**
 * Runs work on a few threads, for clients who take turns: each has a line of its own, and the next is the one whose last turn was
 * longest ago. So whoever comes once waits for what is under way and for nobody who comes again and again, and those share what is left
 * one by one (as the sparse flows of RFC 8290 do). When there is no room to wait, the longest line gives up its last place to whoever
 * has a shorter one. Safe for use by many threads.
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

    private boolean makesRoomFor(String client) {
        ArrayDeque<Work<?>> own = lines.get(client);
        Optional<Map.Entry<String, ArrayDeque<Work<?>>>> longest = lines.entrySet().stream()
                .max(Comparator.comparingInt(line -> line.getValue().size()));
        int after = own == null ? 1 : own.size() + 1;
        if (longest.isEmpty() || longest.get().getValue().size() <= after) {
            return false;
        }
        longest.get().getValue().removeLast().outcome().cancel(false);
        waiting--;
        return true;
    }

    private void serve() {
        Work<?> next;
        lock.lock();
        try {
            String client = nextInTurn();
            ArrayDeque<Work<?>> line = Objects.requireNonNull(lines.get(client));
            next = line.removeFirst();
            waiting--;
            if (line.isEmpty()) {
                lines.remove(client);
            }
            lastTurns.remove(client);
            lastTurns.put(client, ++turn);
        } finally {
            lock.unlock();
        }
        next.run();
    }

    private String nextInTurn() {
        return Collections.min(lines.keySet(), Comparator.comparingLong(client -> lastTurns.getOrDefault(client, 0L)));
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
