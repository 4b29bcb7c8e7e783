package org.gaitsuite.job;

import static org.gaitsuite.job.AnalysisRows.utc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gaitsuite.audit.AuditEvent;
import org.gaitsuite.audit.AuditTrail;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table of analyses as operators see it: dead letters and counts. What an operator changes is audited in the same transaction. */
final class OperatorRows {
    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final InstantSource clock;

    OperatorRows(Jdbi jdbi, AuditTrail audit, InstantSource clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    long deadLetterCount() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM analyses WHERE dead_at IS NOT NULL")
                .mapTo(Long.class)
                .one());
    }

    /** The latest first. */
    List<DeadLetter> deadLetters(@Nullable ListPosition after, int limit) {
        String where = after == null ? "" : " AND (dead_at < :at OR (dead_at = :at AND id < :id))";
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(
                    "SELECT id, account_id, attempt, dead_reason, dead_at FROM analyses WHERE dead_at IS NOT NULL"
                            + where + " ORDER BY dead_at DESC, id DESC OFFSET 0 ROWS FETCH NEXT " + limit
                            + " ROWS ONLY");
            if (after != null) {
                query.bind("at", utc(after.createdAt())).bind("id", after.id().toString());
            }
            return query.map((row, context) -> new DeadLetter(
                            UUID.fromString(row.getString("id")),
                            row.getString("account_id"),
                            row.getInt("attempt"),
                            row.getString("dead_reason"),
                            row.getObject("dead_at", OffsetDateTime.class).toInstant()))
                    .list();
        });
    }

    /**
     * Queues a dead letter again, with a full set of new attempts.
     *
     * @return what to enqueue, or empty if it is no dead letter, or one whose video is gone
     */
    Optional<JobQueue.Job> requeue(UUID id, String operator) {
        return change(
                id,
                operator,
                AuditEvent.Action.REQUEUED,
                "UPDATE analyses SET state = 'QUEUED', started_at = NULL, finished_at = NULL, lease_until = NULL,"
                        + " failure_type = NULL, failure_title = NULL, failure_detail = NULL, dead_at = NULL,"
                        + " dead_reason = NULL, deaths = 0, handed_back = attempt"
                        + " WHERE id = :id AND dead_at IS NOT NULL AND state = 'FAILED' AND video_deleted_at IS NULL");
    }

    /** Takes a dead letter off the list for good; empty if it is none. */
    Optional<JobQueue.Job> drop(UUID id, String operator) {
        return change(
                id,
                operator,
                AuditEvent.Action.DROPPED,
                "UPDATE analyses SET dead_at = NULL, dead_reason = NULL WHERE id = :id AND dead_at IS NOT NULL");
    }

    private Optional<JobQueue.Job> change(UUID id, String operator, AuditEvent.Action action, String sql) {
        return jdbi.inTransaction(handle -> {
            if (handle.createUpdate(sql).bind("id", id.toString()).execute() == 0) {
                return Optional.empty();
            }
            JobQueue.Job job = job(handle, id);
            audit.record(handle, AuditEvent.of(operator, job.owner(), action, id));
            return Optional.of(job);
        });
    }

    private static JobQueue.Job job(Handle handle, UUID id) {
        return handle.createQuery("SELECT account_id, priority FROM analyses WHERE id = :id")
                .bind("id", id.toString())
                .map((row, context) ->
                        new JobQueue.Job(id, row.getString("account_id"), Priority.valueOf(row.getString("priority"))))
                .one();
    }

    /** What the queue would report, counted in SQL: slower, for when the queue is away. */
    QueueReport outstanding() {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> {
            long interactive = waiting(handle, Priority.INTERACTIVE, now);
            long batch = waiting(handle, Priority.BATCH, now);
            long delayed = count(handle, "state = 'QUEUED' AND lease_until > :now", now);
            long running = handle.createQuery("SELECT COUNT(*) FROM analyses WHERE state = 'RUNNING'")
                    .mapTo(Long.class)
                    .one();
            Optional<Duration> oldest = handle.createQuery("SELECT MIN(created_at) AS oldest FROM analyses"
                            + " WHERE state = 'QUEUED' AND (lease_until IS NULL OR lease_until <= :now)")
                    .bind("now", utc(now))
                    .map((row, context) -> Optional.ofNullable(row.getObject("oldest", OffsetDateTime.class))
                            .map(time -> Duration.between(time.toInstant(), now)))
                    .one();
            return new QueueReport(
                    interactive + batch + delayed + running, interactive, batch, delayed, running, oldest);
        });
    }

    private static long waiting(Handle handle, Priority priority, Instant now) {
        return count(
                handle,
                "state = 'QUEUED' AND priority = '" + priority + "' AND (lease_until IS NULL OR lease_until <= :now)",
                now);
    }

    private static long count(Handle handle, String where, Instant now) {
        return handle.createQuery("SELECT COUNT(*) FROM analyses WHERE " + where)
                .bind("now", utc(now))
                .mapTo(Long.class)
                .one();
    }
}
