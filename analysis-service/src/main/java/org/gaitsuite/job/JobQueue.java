package org.gaitsuite.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells workers what to do next. Every analysis has at most one entry, from {@link #enqueue} until it is acknowledged or removed:
 * waiting, delayed or held by a worker. Interactive entries are taken before batch ones, of which one goes first now and then, so that
 * they cannot starve; within a priority the owners take turns, however much each of them has waiting.
 *
 * <p>A queue may forget or repeat entries: SQL is the truth, and {@link Reconciler} puts back what was forgotten. No call costs more
 * the more entries there are, beyond a logarithm. Every method may throw {@link QueueUnavailable}. Thread-safe; calls block.
 */
public interface JobQueue {
    /**
     * What is to be done.
     *
     * @param owner the account that takes turns with others
     */
    record Job(UUID analysis, String owner, Priority priority) {
        static Job of(Analysis analysis) {
            return new Job(analysis.id(), analysis.owner(), analysis.priority());
        }
    }

    /**
     * An entry held by a worker until it is acknowledged or released.
     *
     * @param handle the queue's own name of the entry
     */
    record Entry(String handle, UUID analysis) {}

    /**
     * Adds an entry for the analysis, unless it has one.
     *
     * @param delay before it may be taken; zero for at once
     * @return false if it has one already, which stays as it is
     */
    boolean enqueue(Job job, Duration delay);

    /**
     * Waits for entries: first those of workers that fell silent, then those whose turn it is.
     *
     * @param count 1 or more
     * @param patience how long to wait where there is none
     * @return empty when the patience ended, or at {@link #wake}; perhaps earlier
     */
    List<Entry> take(int count, Duration patience) throws InterruptedException;

    /** Ends a wait in {@link #take} of this instance early. */
    void wake();

    /** Keeps an entry from being given to another worker. */
    void keepAlive(Entry entry);

    /** Removes a finished entry. */
    void acknowledge(Entry entry);

    /**
     * Gives a held entry back: at once to the front, or after a delay into the turn of its owner. No effect on an entry that nobody
     * holds.
     */
    void release(Entry entry, Duration delay);

    /** Removes the entry of an analysis, held or not. */
    void remove(UUID analysis);

    /**
     * Which of these analyses have an entry, held or not.
     *
     * @param analyses at most {@value #MOST_ASKED_AT_ONCE}
     */
    Set<UUID> known(Collection<UUID> analyses);

    /** A page for {@link #known}. */
    int MOST_ASKED_AT_ONCE = 1000;

    /** The number of entries, held or not: the work outstanding. */
    long depth();

    QueueReport report();

    /**
     * Puts right what a damaged queue still holds, some pages of entries a call; costs next to nothing where nothing is damaged.
     *
     * @return how many entries were put right
     */
    int mend();

    /** For the line at the start of the log, without secrets. */
    String description();

    /** The queue cannot be reached now. */
    final class QueueUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public QueueUnavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
