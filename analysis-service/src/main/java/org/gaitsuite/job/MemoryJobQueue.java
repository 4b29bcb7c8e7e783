package org.gaitsuite.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Dispatch within one process, for an installation without Redis. At a start the reconciler fills it from SQL; an entry leaves it when it
 * is taken, since only this process can take it.
 */
public final class MemoryJobQueue implements JobQueue {
    private static final Logger LOG = Logger.getLogger(MemoryJobQueue.class);

    private final BlockingQueue<UUID> waiting = new LinkedBlockingQueue<>();
    private final Set<UUID> outstanding = ConcurrentHashMap.newKeySet();

    @Override
    public void enqueue(UUID analysis) {
        if (outstanding.add(analysis)) {
            waiting.add(analysis);
        }
    }

    @Override
    public List<Entry> take(int count, Duration patience) throws InterruptedException {
        UUID first = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<UUID> taken = new ArrayList<>(List.of(first));
        waiting.drainTo(taken, count - 1);
        taken.forEach(outstanding::remove);
        return taken.stream().map(id -> new Entry(id.toString(), id)).toList();
    }

    @Override
    public void keepAlive(Entry entry) {
        // An entry of this process cannot outlive its worker.
    }

    @Override
    public void acknowledge(Entry entry) {
        // Taking removed it; what was taken and not done is still in SQL.
    }

    @Override
    public void bury(UUID analysis, int attempts, String reason) {
        LOG.errorf("Analysis %s was given up after %d attempts: %s", analysis, attempts, reason);
    }

    @Override
    public Set<UUID> outstanding() {
        return Set.copyOf(outstanding);
    }

    @Override
    public long depth() {
        return outstanding.size();
    }

    @Override
    public String description() {
        return "memory (single instance only)";
    }
}
