package org.gaitsuite.job;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes entries from the queue and runs at most {@code concurrency} attempts at a time, each on its own platform thread, since they
 * compute. A heartbeat renews every lease in SQL and every entry in the queue, and stops attempts that SQL gave to someone else.
 */
public final class Workers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final AttemptRows rows;
    private final JobQueue queue;
    private final ProgressBoard board;
    private final AttemptRunner runner;
    private final JobMetrics metrics;
    private final String name;
    private final int concurrency;
    private final Duration lease;
    private final Duration heartbeat;
    private final Duration grace;

    private final Semaphore free;
    private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
    private final Thread dispatcher;
    private final Thread pulse;
    private volatile boolean stopping;
    private volatile boolean ended;

    Workers(
            AttemptRows rows,
            JobQueue queue,
            ProgressBoard board,
            AttemptRunner runner,
            JobMetrics metrics,
            String name,
            JobConfig config) {
        this.rows = rows;
        this.queue = queue;
        this.board = board;
        this.runner = runner;
        this.metrics = metrics;
        this.name = name;
        this.concurrency = config.effectiveConcurrency();
        this.lease = config.lease();
        this.heartbeat = config.heartbeat();
        this.grace = config.shutdownGrace();
        this.free = new Semaphore(concurrency);
        this.dispatcher = Thread.ofVirtual().name("job-dispatcher").unstarted(this::dispatch);
        this.pulse = Thread.ofVirtual().name("job-heartbeat").unstarted(this::beat);
    }

    void start() {
        dispatcher.start();
        pulse.start();
    }

    int runningNow() {
        return running.size();
    }

    /** Stops what this process runs of an analysis, so that a cancellation takes effect at once here. */
    void stopLocally(UUID analysis) {
        running.stream()
                .filter(attempt -> attempt.analysis().id().equals(analysis))
                .forEach(attempt -> attempt.stop(Attempt.Stop.LOST));
    }

    private void dispatch() {
        try {
            while (!stopping) {
                if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    continue;
                }
                int slots = 1 + free.drainPermits();
                int used = 0;
                try {
                    for (JobQueue.Entry entry : queue.take(slots, PATIENCE)) {
                        if (begin(entry)) {
                            used++;
                        }
                    }
                } catch (RuntimeException e) {
                    LOG.warnf("No work can be taken now: %s", e.getMessage());
                    Thread.sleep(PATIENCE);
                } finally {
                    free.release(slots - used);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The dispatcher ends");
        }
    }

    /** @return whether a slot is now in use */
    private boolean begin(JobQueue.Entry entry) {
        if (stopping) {
            // Taken while the process was told to stop: another worker need not wait for the visibility timeout.
            queue.enqueue(entry.analysis());
            queue.acknowledge(entry);
            return false;
        }
        Analysis analysis = rows.claim(entry.analysis(), lease, name).orElse(null);
        if (analysis == null) {
            queue.acknowledge(entry);
            return false;
        }
        Attempt attempt = new Attempt(analysis, entry, board, metrics);
        running.add(attempt);
        Thread.ofPlatform().name("analysis-" + analysis.id()).start(() -> work(attempt));
        return true;
    }

    private void work(Attempt attempt) {
        Analysis analysis = attempt.analysis();
        long started = System.nanoTime();
        try {
            board.announce(analysis.id());
            LOG.infof("Analysis %s: attempt %d begins", analysis.id(), analysis.attempt());
            String state = runner.run(attempt);
            attempt.endStage();
            metrics.ended(state);
            LOG.infof(
                    "Analysis %s: attempt %d ends %s after %d ms",
                    analysis.id(), analysis.attempt(), state, (System.nanoTime() - started) / 1_000_000);
            queue.acknowledge(attempt.entry());
            if (state.equals("QUEUED") && attempt.stopped() == Attempt.Stop.SHUTDOWN) {
                queue.enqueue(analysis.id());
            }
        } catch (RuntimeException e) {
            // SQL or the queue is away: the lease runs out and the analysis is taken up again.
            LOG.errorf(
                    e, "The end of attempt %d of analysis %s could not be recorded", analysis.attempt(), analysis.id());
        } finally {
            running.remove(attempt);
            free.release();
            board.announce(analysis.id());
        }
    }

    private void beat() {
        try {
            while (!ended) {
                Thread.sleep(heartbeat);
                running.forEach(this::renew);
            }
        } catch (InterruptedException e) {
            LOG.debug("The heartbeat ends");
        }
    }

    private void renew(Attempt attempt) {
        try {
            Analysis analysis = attempt.analysis();
            if (!rows.renew(analysis.id(), analysis.attempt(), lease) && running.contains(attempt)) {
                attempt.stop(Attempt.Stop.LOST);
            }
            queue.keepAlive(attempt.entry());
        } catch (RuntimeException e) {
            LOG.warnf("A heartbeat was missed: %s", e.getMessage());
        }
    }

    /** Takes nothing new, gives running attempts their grace, then hands the rest back. */
    @Override
    public void close() {
        stopping = true;
        try {
            // Not interrupted: what Redis is about to answer would be lost to everyone until the visibility timeout.
            dispatcher.join(PATIENCE.multipliedBy(3));
            if (!free.tryAcquire(concurrency, grace.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.infof("%d analyses are handed back after a grace of %d s", running.size(), grace.toSeconds());
                running.forEach(attempt -> attempt.stop(Attempt.Stop.SHUTDOWN));
                if (!free.tryAcquire(concurrency, 3, TimeUnit.SECONDS)) {
                    running.forEach(this::abandon);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            pulse.interrupt();
        }
    }

    /** Hands back an attempt that does not listen; fencing keeps whatever it still does from counting. */
    private void abandon(Attempt attempt) {
        Analysis analysis = attempt.analysis();
        if (rows.handBack(analysis.id(), analysis.attempt())) {
            queue.acknowledge(attempt.entry());
            queue.enqueue(analysis.id());
        }
    }
}
