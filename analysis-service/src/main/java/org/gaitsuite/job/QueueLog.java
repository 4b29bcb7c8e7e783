package org.gaitsuite.job;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The queue as one line of the log a minute, for platforms whose alerts read logs and scrape no metrics. While the queue cannot be asked
 * it says nothing; that a store is away is said by {@link Dependency}.
 */
final class QueueLog implements AutoCloseable {
    /** Named after what is told, because alerts go by it. */
    private static final Logger LOG = Logger.getLogger(QueueReport.class);

    static final Duration EVERY = Duration.ofMinutes(1);

    private final Supplier<QueueReport> report;
    private final LongSupplier deadLetters;
    private final Thread loop;

    QueueLog(Supplier<QueueReport> report, LongSupplier deadLetters) {
        this.report = report;
        this.deadLetters = deadLetters;
        this.loop = Thread.ofVirtual().name("queue-log").unstarted(this::run);
    }

    void start() {
        loop.start();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(EVERY);
                LOG.info(line(report.get(), deadLetters.getAsLong()));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("The queue cannot be counted", e);
            }
        }
    }

    /** What alerts take apart: names and numbers. */
    static String line(QueueReport now, long deadLetters) {
        return "Queue waiting=%d running=%d oldest_seconds=%d dead_letters=%d"
                .formatted(
                        now.waitingInteractive() + now.waitingBatch() + now.delayed(),
                        now.running(),
                        now.oldestWaiting().orElse(Duration.ZERO).toSeconds(),
                        deadLetters);
    }

    @Override
    public void close() {
        loop.interrupt();
    }
}
