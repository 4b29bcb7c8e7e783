package org.gaitsuite.session.account;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Runs work on a few threads, for clients who take turns: each has a line of its own, and the threads serve one of every
 * line before the second of any. So many at once from one client delay another's first by one piece of work, not by
 * theirs all. When there is no room to wait, the longest line gives up its last place to whoever has a shorter one.
 * Safe for use by many threads.
 */
final class FairPool implements AutoCloseable {
    private final int room;
    private final ReentrantLock lock = new ReentrantLock();
    /** Who waits, in the order of turns; no line is empty. */
    private final Map<String, ArrayDeque<Work<?>>> lines = new LinkedHashMap<>();
    /** One turn for each piece of work that waits, whichever it will be. */
    private final ThreadPoolExecutor turns;

    private int waiting;

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
            Iterator<Map.Entry<String, ArrayDeque<Work<?>>>> order =
                    lines.entrySet().iterator();
            Map.Entry<String, ArrayDeque<Work<?>>> first = order.next();
            String client = first.getKey();
            ArrayDeque<Work<?>> line = first.getValue();
            order.remove();
            next = line.removeFirst();
            waiting--;
            if (!line.isEmpty()) {
                lines.put(client, line);
            }
        } finally {
            lock.unlock();
        }
        next.run();
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
