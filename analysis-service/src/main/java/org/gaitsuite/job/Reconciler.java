package org.gaitsuite.job;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Compares SQL with the queue and enqueues what the queue forgot: analyses that wait without an entry (after a crash between row and
 * entry, a lost Redis, a FLUSHALL) and analyses whose worker fell silent. An entry too many does no harm, since a claim succeeds once.
 */
final class Reconciler implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final int AT_ONCE = 1000;
    /** A row this young is being enqueued by its submitter. */
    private static final Duration SUBMITTING = Duration.ofSeconds(1);

    private final AttemptRows rows;
    private final JobQueue queue;
    private final InstantSource clock;
    private final Duration every;
    private final Thread loop;
    private volatile boolean ended;

    Reconciler(AttemptRows rows, JobQueue queue, InstantSource clock, Duration every) {
        this.rows = rows;
        this.queue = queue;
        this.clock = clock;
        this.every = every;
        this.loop = Thread.ofVirtual().name("reconciler").unstarted(this::run);
    }

    void start() {
        loop.start();
    }

    /** @return how many analyses were enqueued */
    int reconcile() {
        List<UUID> waiting = rows.queuedBefore(clock.instant().minus(SUBMITTING), AT_ONCE);
        List<UUID> abandoned = rows.abandoned(AT_ONCE);
        if (waiting.isEmpty() && abandoned.isEmpty()) {
            return 0;
        }
        Set<UUID> known = queue.outstanding();
        int forgotten = 0;
        for (List<UUID> ids : List.of(waiting, abandoned)) {
            for (UUID id : ids) {
                if (!known.contains(id)) {
                    queue.enqueue(id);
                    forgotten++;
                }
            }
        }
        return forgotten;
    }

    private void run() {
        while (!ended) {
            try {
                int forgotten = reconcile();
                if (forgotten > 0) {
                    LOG.infof("%d analyses were put back into the queue", forgotten);
                }
            } catch (RuntimeException e) {
                LOG.warnf("SQL and the queue cannot be compared now: %s", e.getMessage());
            }
            try {
                Thread.sleep(every);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        loop.interrupt();
    }
}
