package org.gaitsuite.deploy.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The processes of one installation, started in rounds and stopped in the opposite order. */
final class Suite implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final List<List<Child>> rounds;
    private final List<Child> started = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    Suite(List<List<Child>> rounds) {
        this.rounds = rounds.stream().map(List::copyOf).toList();
    }

    /** Starts everything; {@code onChange} hears of every process that came up. */
    void start(Runnable onChange) throws InterruptedException {
        for (List<Child> round : rounds) {
            for (Child child : round) {
                synchronized (started) {
                    if (closed.get()) {
                        throw new InterruptedException("The start was broken off.");
                    }
                    started.add(child);
                    child.start();
                }
                onChange.run();
            }
            for (Child child : round) {
                child.awaitReady(START_LIMIT);
                onChange.run();
            }
        }
    }

    List<Child> children() {
        synchronized (started) {
            return List.copyOf(started);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // The processes of one round leave together: each may need its grace.
        for (List<Child> round : rounds.reversed()) {
            round.forEach(Child::askToEnd);
            round.forEach(Child::stop);
        }
    }
}
