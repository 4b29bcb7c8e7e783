package org.gaitsuite.job;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Tells workers that there is work. It may forget or repeat entries: SQL is the truth, and {@link Reconciler} puts back what was
 * forgotten. Every method may throw {@link QueueUnavailable}. Thread-safe.
 */
public interface JobQueue {
    /**
     * An entry held by a worker until it is acknowledged.
     *
     * @param handle the queue's own name of the entry
     */
    record Entry(String handle, UUID analysis) {}

    void enqueue(UUID analysis);

    /**
     * Waits for entries: first those of workers that fell silent, then new ones.
     *
     * @param count 1 or more
     * @param patience how long to wait where there is none
     * @return empty when the patience ended
     */
    List<Entry> take(int count, Duration patience) throws InterruptedException;

    /** Keeps an entry from being given to another worker. */
    void keepAlive(Entry entry);

    /** Removes a finished entry. */
    void acknowledge(Entry entry);

    /** Records an analysis that was given up, for an operator. */
    void bury(UUID analysis, int attempts, String reason);

    /** Every analysis that has an entry, taken or not. */
    Set<UUID> outstanding();

    /** The number of entries, taken or not. */
    long depth();

    /** For the line at the start of the log, without secrets. */
    String description();

    /** The queue cannot be reached now. */
    final class QueueUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public QueueUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
