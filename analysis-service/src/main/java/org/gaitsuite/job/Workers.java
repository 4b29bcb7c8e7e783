package org.gaitsuite.job;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Takes entries from the queue and runs at most {@code concurrency} attempts at a time, each on its own platform thread, since they
 * compute. A heartbeat renews every lease in SQL and every entry in the queue, and stops attempts that SQL gave to someone else.
 */
public final class Workers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Workers.class);
    /** How long the queue is listened to at a time. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** How long a stopped attempt may take to notice; then its analysis is handed back over its head. */
    private static final Duration TO_NOTICE = Duration.ofSeconds(1);

    private static final Duration WHILE_HINDERED = Duration.ofMillis(200);

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
    private final Duration timeLimit;
    private final Outage taking = new Outage("No work can be taken");
    private final Outage beating = new Outage("Leases cannot be renewed");

    private final Semaphore free;
    private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
    private final Thread dispatcher;
    private final Thread pulse;
    private volatile BooleanSupplier hindered = () -> false;
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
        this.concurrency = config.concurrency();
        this.lease = config.lease();
        this.heartbeat = config.heartbeat();
        this.grace = config.shutdownGrace();
        this.timeLimit = config.timeLimit();
        this.free = new Semaphore(concurrency);
        this.dispatcher = Thread.ofVirtual().name("job-dispatcher").unstarted(this::dispatch);
        this.pulse = Thread.ofVirtual().name("job-heartbeat").unstarted(this::beat);
    }

    /** Takes no work while this holds, for nothing could come of it. */
    void pauseWhile(BooleanSupplier hindrance) {
        hindered = hindrance;
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
                if (hindered.getAsBoolean()) {
                    Thread.sleep(WHILE_HINDERED);
                    continue;
                }
                if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    continue;
                }
                int slots = 1 + free.drainPermits();
                int used = 0;
                try {
                    RuntimeException failure = null;
                    for (JobQueue.Entry entry : queue.take(slots, PATIENCE)) {
                        try {
                            used += begin(entry) ? 1 : 0;
                        } catch (RuntimeException e) {
                            failure = e;
                        }
                    }
                    if (failure != null) {
                        throw failure;
                    }
                    taking.worked();
                } catch (RuntimeException e) {
                    taking.failed(e);
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
            queue.release(entry, Duration.ZERO);
            return false;
        }
        Optional<Analysis> claimed;
        try {
            claimed = rows.claim(entry.analysis(), lease, name);
        } catch (RuntimeException e) {
            // Another worker may reach SQL, or this one soon: nobody should wait for the visibility timeout.
            queue.release(entry, PATIENCE);
            throw e;
        }
        if (claimed.isEmpty()) {
            acknowledgeIfDone(entry);
            return false;
        }
        Attempt attempt = new Attempt(claimed.get(), entry, board, metrics);
        running.add(attempt);
        Thread.ofPlatform().name("analysis-" + entry.analysis()).start(() -> workAndSayOnWhat(attempt));
        return true;
    }

    private void workAndSayOnWhat(Attempt attempt) {
        try (var _ = LoggedAnalysis.begin(attempt.analysis().id())) {
            work(attempt);
        }
    }

    /**
     * Of an analysis that this worker does not have, the entry is removed only where nothing is left to do. Otherwise it is what brings
     * the analysis to another worker, should the one that runs it fall silent.
     */
    private void acknowledgeIfDone(JobQueue.Entry entry) {
        if (!rows.isOutstanding(entry.analysis())) {
            queue.acknowledge(entry);
        }
    }

    private void work(Attempt attempt) {
        Analysis analysis = attempt.analysis();
        try (ProgressBoard.Watch watch = board.watchState(analysis.id(), () -> checkSoon(attempt))) {
            board.announce(analysis.id());
            LOG.infof("Analysis %s: attempt %d begins", analysis.id(), analysis.attempt());
            AttemptEnd end = runner.run(attempt);
            attempt.endStage();
            metrics.ended(end.word());
            LOG.infof(
                    "Analysis %s: attempt %d ends %s after %d ms",
                    analysis.id(), analysis.attempt(), end.word(), attempt.age().toMillis());
            settle(attempt.entry(), end);
        } catch (JobQueue.QueueUnavailable e) {
            // The result is in SQL; the entry that stays is removed by whoever is given it.
            LOG.debugf(e, "The entry of analysis %s stays", analysis.id());
        } catch (RuntimeException e) {
            // SQL is away: the lease runs out and the analysis is taken up again.
            LOG.errorf(
                    e, "The end of attempt %d of analysis %s could not be recorded", analysis.attempt(), analysis.id());
        } finally {
            running.remove(attempt);
            free.release();
            board.announce(analysis.id());
        }
    }

    private void settle(JobQueue.Entry entry, AttemptEnd end) {
        switch (end) {
            case AttemptEnd.Final done -> queue.acknowledge(entry);
            case AttemptEnd.Again again -> queue.release(entry, again.pause());
            case AttemptEnd.Lost lost -> acknowledgeIfDone(entry);
        }
    }

    /** After an announcement, on a thread that may wait for SQL. */
    private void checkSoon(Attempt attempt) {
        Thread.ofVirtual().name("check-" + attempt.analysis().id()).start(() -> {
            try {
                Analysis analysis = attempt.analysis();
                if (running.contains(attempt) && !rows.isHeld(analysis.id(), analysis.attempt())) {
                    attempt.stop(Attempt.Stop.LOST);
                }
            } catch (RuntimeException e) {
                LOG.debugf(e, "The next heartbeat looks again");
            }
        });
    }

    private void beat() {
        try {
            while (!ended) {
                Thread.sleep(heartbeat);
                boolean renewed = true;
                for (Attempt attempt : running) {
                    renewed &= renew(attempt);
                }
                if (renewed) {
                    beating.worked();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The heartbeat ends");
        }
    }

    /** @return false if SQL or the queue could not be reached */
    private boolean renew(Attempt attempt) {
        if (attempt.age().compareTo(timeLimit) > 0) {
            attempt.stop(Attempt.Stop.OVERTIME);
        }
        // Each on its own: while SQL is away the entry must stay with who runs it.
        return quietly(() -> renewLease(attempt)) & quietly(() -> queue.keepAlive(attempt.entry()));
    }

    private void renewLease(Attempt attempt) {
        Analysis analysis = attempt.analysis();
        if (!rows.renew(analysis.id(), analysis.attempt(), lease) && running.contains(attempt)) {
            attempt.stop(Attempt.Stop.LOST);
        }
    }

    private boolean quietly(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            beating.failed(e);
            return false;
        }
    }

    /** Takes nothing new, gives running attempts their grace, then hands the rest back, which takes 2 s at most. */
    @Override
    public void close() {
        stopping = true;
        queue.wake();
        try {
            // Not interrupted: what Redis is about to deliver would be lost to everyone until the visibility timeout.
            if (dispatcher.getState() != Thread.State.NEW) {
                dispatcher.join(PATIENCE.multipliedBy(2));
            }
            if (!free.tryAcquire(concurrency, grace.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.infof("%d analyses are handed back after a grace of %d s", running.size(), grace.toSeconds());
                running.forEach(attempt -> attempt.stop(Attempt.Stop.SHUTDOWN));
                if (!free.tryAcquire(concurrency, TO_NOTICE.toMillis(), TimeUnit.MILLISECONDS)) {
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
        try {
            if (rows.handBack(analysis.id(), analysis.attempt(), Duration.ZERO)) {
                queue.release(attempt.entry(), Duration.ZERO);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Analysis %s could not be handed back; its lease runs out: %s", analysis.id(), e.getMessage());
        }
    }
}
