package org.gaitsuite.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What operators can see and do of everybody's work. Thread-safe; calls block. */
public final class Operations {
    private static final Logger LOG = Logger.getLogger(Operations.class);

    private final OperatorRows rows;
    private final JobQueue queue;
    private final DeadLetterBox deadLetters;
    private final ProgressBoard board;

    Operations(OperatorRows rows, JobQueue queue, DeadLetterBox deadLetters, ProgressBoard board) {
        this.rows = rows;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.board = board;
    }

    /**
     * The work outstanding and the work given up.
     *
     * @param reachable false if the queue is away; then the report was counted in SQL
     */
    public record Overview(boolean reachable, QueueReport report, long deadLetters) {}

    public Overview overview() {
        long dead = rows.deadLetterCount();
        try {
            return new Overview(true, queue.report(), dead);
        } catch (JobQueue.QueueUnavailable e) {
            LOG.debugf(e, "The queue is counted in SQL");
            return new Overview(false, rows.outstanding(), dead);
        }
    }

    /** A page of at most {@code limit} dead letters, the latest first. */
    public List<DeadLetter> deadLetters(Optional<ListPosition> after, int limit) {
        return rows.deadLetters(after.orElse(null), limit);
    }

    /**
     * Queues a dead letter again with a full set of attempts, on behalf of an operator, whose act is audited.
     *
     * @return false if it is no dead letter, or one whose video is gone
     */
    public boolean requeue(UUID id, String operator) {
        Optional<JobQueue.Job> job = rows.requeue(id, operator);
        job.ifPresent(again -> {
            try {
                deadLetters.remove(id);
                queue.enqueue(again, Duration.ZERO);
            } catch (JobQueue.QueueUnavailable e) {
                LOG.warnf("Analysis %s is queued again and waits for the queue to come back: %s", id, e.getMessage());
            }
            board.announce(id);
        });
        return job.isPresent();
    }

    /**
     * Takes a dead letter off the list for good; the analysis stays failed. Audited.
     *
     * @return false if it is no dead letter
     */
    public boolean drop(UUID id, String operator) {
        Optional<JobQueue.Job> job = rows.drop(id, operator);
        job.ifPresent(dropped -> {
            try {
                deadLetters.remove(id);
            } catch (JobQueue.QueueUnavailable e) {
                LOG.debugf(e, "The mirror of dead letter %s stays until the reconciler looks", id);
            }
        });
        return job.isPresent();
    }
}
