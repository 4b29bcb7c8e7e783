package org.gaitsuite.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Dispatch within one process, for an installation without Redis. At a start the reconciler fills it from SQL. */
public final class MemoryJobQueue implements JobQueue {
    /** Every so many entries, batch goes first. */
    private static final int BATCH_TURN = 8;

    private static final class Item {
        final long arrival;
        final Job job;
        final long sinceNanos = System.nanoTime();
        /** When a delayed one is due, or a held one counts as abandoned. */
        long untilNanos;

        boolean held;

        Item(long arrival, Job job) {
            this.arrival = arrival;
            this.job = job;
        }
    }

    private static final Comparator<Item> BY_TIME =
            Comparator.<Item>comparingLong(item -> item.untilNanos).thenComparingLong(item -> item.arrival);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long visibilityNanos;
    private final Map<UUID, Item> byAnalysis = new HashMap<>();
    private final Map<Long, Item> byArrival = new HashMap<>();
    private final Map<Priority, FairTurns> waiting = new EnumMap<>(Priority.class);
    private final TreeSet<Item> delayed = new TreeSet<>(BY_TIME);
    private final TreeSet<Item> held = new TreeSet<>(BY_TIME);
    private long arrivals;
    private long taken;
    private boolean woken;

    /** @param visibility an entry that was not kept alive for so long is given out again */
    public MemoryJobQueue(Duration visibility) {
        this.visibilityNanos = visibility.toNanos();
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new FairTurns());
        }
    }

    @Override
    public boolean enqueue(Job job, Duration delay) {
        lock.lock();
        try {
            if (byAnalysis.containsKey(job.analysis())) {
                return false;
            }
            Item item = new Item(arrivals++, job);
            byAnalysis.put(job.analysis(), item);
            byArrival.put(item.arrival, item);
            if (delay.isPositive()) {
                delay(item, delay);
            } else {
                turns(item).join(job.owner(), item.arrival);
            }
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Entry> take(int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lockInterruptibly();
        try {
            woken = false;
            while (true) {
                List<Entry> found = takeNow(count);
                long left = deadline - System.nanoTime();
                if (!found.isEmpty() || left <= 0 || woken) {
                    return found;
                }
                changed.awaitNanos(Math.min(left, untilNextDue()));
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Entry> takeNow(int count) {
        long now = System.nanoTime();
        List<Entry> found = new ArrayList<>();
        while (found.size() < count && !held.isEmpty() && held.first().untilNanos - now < 0) {
            found.add(hold(held.pollFirst(), now));
        }
        while (!delayed.isEmpty() && delayed.first().untilNanos - now <= 0) {
            Item due = delayed.pollFirst();
            turns(due).join(due.job.owner(), due.arrival);
        }
        while (found.size() < count) {
            Item next = next();
            if (next == null) {
                break;
            }
            found.add(hold(next, now));
        }
        return found;
    }

    private @Nullable Item next() {
        boolean batchFirst = taken % BATCH_TURN == BATCH_TURN - 1;
        Long arrival = turns(batchFirst ? Priority.BATCH : Priority.INTERACTIVE).next();
        if (arrival == null) {
            arrival = turns(batchFirst ? Priority.INTERACTIVE : Priority.BATCH).next();
        }
        if (arrival == null) {
            return null;
        }
        taken++;
        return byArrival.get(arrival);
    }

    private Entry hold(Item item, long now) {
        item.held = true;
        item.untilNanos = now + visibilityNanos;
        held.add(item);
        return new Entry(Long.toString(item.arrival), item.job.analysis());
    }

    private long untilNextDue() {
        long now = System.nanoTime();
        long due = delayed.isEmpty() ? Long.MAX_VALUE : delayed.first().untilNanos - now;
        long abandoned = held.isEmpty() ? Long.MAX_VALUE : held.first().untilNanos - now + 1;
        return Math.max(1, Math.min(due, abandoned));
    }

    @Override
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void keepAlive(Entry entry) {
        lock.lock();
        try {
            Item item = byArrival.get(arrival(entry));
            if (item != null && item.held) {
                held.remove(item);
                item.untilNanos = System.nanoTime() + visibilityNanos;
                held.add(item);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void acknowledge(Entry entry) {
        lock.lock();
        try {
            forget(byArrival.get(arrival(entry)));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void remove(UUID analysis) {
        lock.lock();
        try {
            forget(byAnalysis.get(analysis));
        } finally {
            lock.unlock();
        }
    }

    private void forget(@Nullable Item item) {
        if (item == null) {
            return;
        }
        held.remove(item);
        delayed.remove(item);
        turns(item).leave(item.arrival);
        byArrival.remove(item.arrival);
        byAnalysis.remove(item.job.analysis());
    }

    @Override
    public void release(Entry entry, Duration delay) {
        lock.lock();
        try {
            Item item = byArrival.get(arrival(entry));
            if (item == null || !held.remove(item)) {
                return;
            }
            item.held = false;
            if (delay.isPositive()) {
                delay(item, delay);
            } else {
                turns(item).rejoin(item.arrival);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void delay(Item item, Duration delay) {
        item.untilNanos = System.nanoTime() + delay.toNanos();
        delayed.add(item);
    }

    @Override
    public Set<UUID> known(Collection<UUID> analyses) {
        lock.lock();
        try {
            return analyses.stream().filter(byAnalysis::containsKey).collect(Collectors.toSet());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long depth() {
        lock.lock();
        try {
            return byAnalysis.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public QueueReport report() {
        lock.lock();
        try {
            long now = System.nanoTime();
            Optional<Duration> oldest = byArrival.values().stream()
                    .filter(item -> !item.held && !delayed.contains(item))
                    .map(item -> Duration.ofNanos(now - item.sinceNanos))
                    .max(Comparator.naturalOrder());
            return new QueueReport(
                    byAnalysis.size(),
                    turns(Priority.INTERACTIVE).size(),
                    turns(Priority.BATCH).size(),
                    delayed.size(),
                    held.size(),
                    oldest);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int mend() {
        return 0; // Nothing but this class writes here, so nothing is ever left over.
    }

    @Override
    public String description() {
        return "memory (single instance only)";
    }

    private FairTurns turns(Item item) {
        return turns(item.job.priority());
    }

    private FairTurns turns(Priority priority) {
        FairTurns turns = waiting.get(priority);
        if (turns == null) {
            throw new IllegalStateException("no turns of " + priority);
        }
        return turns;
    }

    private static long arrival(Entry entry) {
        return Long.parseLong(entry.handle());
    }
}
