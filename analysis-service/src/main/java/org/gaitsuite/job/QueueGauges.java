package org.gaitsuite.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The queue as metrics. All instances report the same numbers; an autoscaler goes by {@code gait_queue_depth}, the work outstanding,
 * and an alert by {@code gait_queue_oldest_seconds} and {@code gait_dead_letters}. What cannot be known now is not a number. However
 * often it is scraped, Redis and SQL are asked at most every {@link #FRESH}, and a scrape waits for neither longer than
 * {@link #PATIENCE}.
 */
final class QueueGauges {
    private static final Logger LOG = Logger.getLogger(QueueGauges.class);
    static final Duration FRESH = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    /** Older numbers would mislead. */
    private static final Duration STALE = Duration.ofSeconds(15);

    private record Snapshot(@Nullable QueueReport report, double deadLetters, long takenNanos) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - takenNanos);
        }
    }

    private final Supplier<QueueReport> report;
    private final LongSupplier deadLetters;
    private volatile @Nullable Snapshot last;
    private @Nullable FutureTask<Snapshot> asking;

    QueueGauges(Supplier<QueueReport> report, LongSupplier deadLetters) {
        this.report = report;
        this.deadLetters = deadLetters;
    }

    void register(MeterRegistry registry) {
        gauge("gait.queue.depth", QueueReport::depth).register(registry);
        gauge("gait.queue.waiting", QueueReport::waitingInteractive)
                .tag("priority", "interactive")
                .register(registry);
        gauge("gait.queue.waiting", QueueReport::waitingBatch)
                .tag("priority", "batch")
                .register(registry);
        gauge("gait.queue.delayed", QueueReport::delayed).register(registry);
        gauge(
                        "gait.queue.oldest.seconds",
                        now -> now.oldestWaiting().orElse(Duration.ZERO).toMillis() / 1000.0)
                .register(registry);
        Gauge.builder("gait.dead.letters", this, gauges -> {
                    Snapshot now = gauges.now();
                    return now == null ? Double.NaN : now.deadLetters();
                })
                .strongReference(true)
                .register(registry);
    }

    private Gauge.Builder<QueueGauges> gauge(String name, ToDoubleFunction<QueueReport> number) {
        return Gauge.builder(name, this, gauges -> {
                    Snapshot now = gauges.now();
                    return now == null || now.report() == null ? Double.NaN : number.applyAsDouble(now.report());
                })
                .strongReference(true);
    }

    private @Nullable Snapshot now() {
        Snapshot known = last;
        if (known == null || known.age().compareTo(FRESH) > 0) {
            try {
                return ask().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("The queue's numbers are not there in time", e);
            }
        }
        return known == null || known.age().compareTo(STALE) > 0 ? null : known;
    }

    private synchronized FutureTask<Snapshot> ask() {
        FutureTask<Snapshot> task = asking;
        if (task == null || task.isDone()) {
            task = new FutureTask<>(this::take);
            asking = task;
            Thread.ofVirtual().name("queue-gauges").start(task);
        }
        return task;
    }

    private Snapshot take() {
        QueueReport numbers = null;
        try {
            numbers = report.get();
        } catch (RuntimeException e) {
            LOG.debug("The queue cannot be counted", e);
        }
        double dead = Double.NaN;
        try {
            dead = deadLetters.getAsLong();
        } catch (RuntimeException e) {
            LOG.debug("The dead letters cannot be counted", e);
        }
        Snapshot taken = new Snapshot(numbers, dead, System.nanoTime());
        last = taken;
        return taken;
    }
}
