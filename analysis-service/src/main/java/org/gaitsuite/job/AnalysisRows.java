package org.gaitsuite.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The table of analyses, the only truth about them. Every change of state is one conditional UPDATE, so that two workers, a worker
 * and a cancelling user, or a late and a new attempt can never both win. SQL is kept to what H2 and SQL Server share.
 */
public final class AnalysisRows {
    private static final String SUMMARY = "id, account_id, label, state, attempt, handed_back, created_at, started_at,"
            + " finished_at, lease_until, size_bytes, content_type, sha256, request, failure_type, failure_title, failure_detail";

    private final Jdbi jdbi;
    private final InstantSource clock;

    public AnalysisRows(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Writes a new row, and with it the owner's idempotency key where there is one.
     *
     * @throws KeyTaken if another analysis of this owner took the key first; no row is written then
     */
    void insert(Analysis analysis, @Nullable String idempotencyKey) throws KeyTaken {
        try {
            jdbi.useTransaction(handle -> {
                if (idempotencyKey != null) {
                    handle.createUpdate(
                                    "INSERT INTO idempotency_keys (account_id, idempotency_key, analysis_id, created_at)"
                                            + " VALUES (:owner, :key, :id, :now)")
                            .bind("owner", analysis.owner())
                            .bind("key", idempotencyKey)
                            .bind("id", analysis.id().toString())
                            .bind("now", utc(analysis.createdAt()))
                            .execute();
                }
                handle.createUpdate(
                                "INSERT INTO analyses (id, account_id, label, state, attempt, handed_back, created_at,"
                                        + " size_bytes, content_type, sha256, request)"
                                        + " VALUES (:id, :owner, :label, 'QUEUED', 0, 0, :now, :size, :type, :sha256, :request)")
                        .bind("id", analysis.id().toString())
                        .bind("owner", analysis.owner())
                        .bind("label", analysis.name())
                        .bind("now", utc(analysis.createdAt()))
                        .bind("size", analysis.input().sizeBytes())
                        .bind("type", analysis.input().contentType())
                        .bind("sha256", analysis.input().sha256())
                        .bind("request", RequestJson.write(analysis.request()))
                        .execute();
            });
        } catch (RuntimeException e) {
            if (idempotencyKey != null
                    && findByKey(analysis.owner(), idempotencyKey).isPresent()) {
                throw new KeyTaken(idempotencyKey, e);
            }
            throw e;
        }
    }

    /** Another analysis of the same owner carries this idempotency key. */
    static final class KeyTaken extends Exception {
        private static final long serialVersionUID = 1L;

        private final String key;

        KeyTaken(String key, Throwable cause) {
            super("idempotency key '" + key + "' was used before", cause);
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    public Optional<Analysis> find(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT " + SUMMARY + ", result FROM analyses WHERE id = :id")
                        .bind("id", id.toString())
                        .map(AnalysisRow::withResult)
                        .findOne());
    }

    /** State and failure without the result, cheap enough to ask often. */
    Optional<Analysis> findSummary(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + SUMMARY + " FROM analyses WHERE id = :id")
                .bind("id", id.toString())
                .map(AnalysisRow::summary)
                .findOne());
    }

    Optional<Analysis> findByKey(String owner, String idempotencyKey) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + SUMMARY
                        + ", result FROM analyses WHERE id = (SELECT analysis_id FROM idempotency_keys"
                        + " WHERE account_id = :owner AND idempotency_key = :key)")
                .bind("owner", owner)
                .bind("key", idempotencyKey)
                .map(AnalysisRow::withResult)
                .findOne());
    }

    /** An owner's analyses, the youngest first, after the given position. */
    List<Analysis> list(String owner, @Nullable ListPosition after, int limit) {
        String where = after == null
                ? "account_id = :owner"
                : "account_id = :owner AND (created_at < :at OR (created_at = :at AND id < :id))";
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("SELECT " + SUMMARY + " FROM analyses WHERE " + where
                            + " ORDER BY created_at DESC, id DESC OFFSET 0 ROWS FETCH NEXT " + limit + " ROWS ONLY")
                    .bind("owner", owner);
            if (after != null) {
                query.bind("at", utc(after.createdAt())).bind("id", after.id().toString());
            }
            return query.map(AnalysisRow::summary).list();
        });
    }

    /** QUEUED rows that wait since before the given time, the oldest first. */
    List<UUID> queuedBefore(Instant time, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM analyses WHERE state = 'QUEUED'"
                        + " AND created_at <= :time AND (lease_until IS NULL OR lease_until <= :now)"
                        + " ORDER BY created_at OFFSET 0 ROWS FETCH NEXT " + limit + " ROWS ONLY")
                .bind("time", utc(time))
                .bind("now", utc(clock.instant()))
                .map((row, context) -> UUID.fromString(row.getString("id")))
                .list());
    }

    /** RUNNING rows whose worker has not renewed its lease. */
    List<UUID> abandoned(int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT id FROM analyses WHERE state = 'RUNNING' AND lease_until < :now"
                                + " ORDER BY lease_until OFFSET 0 ROWS FETCH NEXT " + limit + " ROWS ONLY")
                        .bind("now", utc(clock.instant()))
                        .map((row, context) -> UUID.fromString(row.getString("id")))
                        .list());
    }

    /**
     * Takes up an analysis: a QUEUED one, or a RUNNING one whose lease has expired. The attempt number grows, which shuts out whoever
     * ran it before.
     *
     * @return the analysis as claimed, or empty if there is nothing to do or another worker was faster
     */
    Optional<Analysis> claim(UUID id, Duration lease, String worker) {
        Instant now = clock.instant();
        Optional<Analysis> before = findSummary(id);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        int claimed = update("UPDATE analyses SET state = 'RUNNING', attempt = attempt + 1, started_at = :now,"
                        + " lease_until = :until, worker = :worker WHERE id = :id AND attempt = :attempt"
                        + " AND (state = 'QUEUED' OR (state = 'RUNNING' AND lease_until < :now))")
                .with(u -> u.bind("now", utc(now))
                        .bind("until", utc(now.plus(lease)))
                        .bind("worker", worker)
                        .bind("id", id.toString())
                        .bind("attempt", before.get().attempt()));
        return claimed == 1 ? Optional.of(before.get().claimed(now, now.plus(lease))) : Optional.empty();
    }

    /** Keeps an attempt alive; false if it was cancelled, erased or taken over and must stop. */
    boolean renew(UUID id, int attempt, Duration lease) {
        return update(
                                "UPDATE analyses SET lease_until = :until WHERE id = :id AND attempt = :attempt AND state = 'RUNNING'")
                        .with(u -> u.bind("until", utc(clock.instant().plus(lease)))
                                .bind("id", id.toString())
                                .bind("attempt", attempt))
                == 1;
    }

    /** Writes the result, once; false if this attempt no longer holds the analysis. */
    boolean succeed(UUID id, int attempt, String result) {
        return update(
                                "UPDATE analyses SET state = 'SUCCEEDED', finished_at = :now, lease_until = NULL, result = :result"
                                        + " WHERE id = :id AND attempt = :attempt AND state = 'RUNNING'")
                        .with(u -> u.bind("now", utc(clock.instant()))
                                .bind("result", result)
                                .bind("id", id.toString())
                                .bind("attempt", attempt))
                == 1;
    }

    /** Ends the analysis with a reason, once; false if this attempt no longer holds it. */
    boolean fail(UUID id, int attempt, Failure failure) {
        return update("UPDATE analyses SET state = 'FAILED', finished_at = :now, lease_until = NULL,"
                                + " failure_type = :type, failure_title = :title, failure_detail = :detail"
                                + " WHERE id = :id AND attempt = :attempt AND state = 'RUNNING'")
                        .with(u -> u.bind("now", utc(clock.instant()))
                                .bind("type", failure.type())
                                .bind("title", failure.title())
                                .bind("detail", shortened(failure.detail()))
                                .bind("id", id.toString())
                                .bind("attempt", attempt))
                == 1;
    }

    /** Puts a broken attempt back into the queue, to be taken up after a pause; false if it no longer holds the analysis. */
    boolean retryLater(UUID id, int attempt, Duration pause) {
        return update("UPDATE analyses SET state = 'QUEUED', started_at = NULL, lease_until = :later"
                                + " WHERE id = :id AND attempt = :attempt AND state = 'RUNNING'")
                        .with(u -> u.bind("later", utc(clock.instant().plus(pause)))
                                .bind("id", id.toString())
                                .bind("attempt", attempt))
                == 1;
    }

    /** Gives an unharmed attempt back because its worker stops: it does not count against the maximum. */
    boolean handBack(UUID id, int attempt) {
        return update(
                                "UPDATE analyses SET state = 'QUEUED', started_at = NULL, lease_until = NULL,"
                                        + " handed_back = handed_back + 1 WHERE id = :id AND attempt = :attempt AND state = 'RUNNING'")
                        .with(u -> u.bind("id", id.toString()).bind("attempt", attempt))
                == 1;
    }

    /** Cancels what has not ended; false if it had ended before. */
    boolean cancel(UUID id) {
        return update("UPDATE analyses SET state = 'CANCELLED', finished_at = :now, lease_until = NULL"
                                + " WHERE id = :id AND state IN ('QUEUED', 'RUNNING')")
                        .with(u -> u.bind("now", utc(clock.instant())).bind("id", id.toString()))
                == 1;
    }

    void delete(UUID id) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM idempotency_keys WHERE analysis_id = :id")
                    .bind("id", id.toString())
                    .execute();
            handle.createUpdate("DELETE FROM analyses WHERE id = :id")
                    .bind("id", id.toString())
                    .execute();
        });
    }

    /** How many analyses wait or run. */
    public long outstanding() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT COUNT(*) FROM analyses WHERE state IN ('QUEUED', 'RUNNING')")
                        .mapTo(Long.class)
                        .one());
    }

    private BoundUpdate update(String sql) {
        return binding -> jdbi.withHandle(handle -> {
            try (Update update = handle.createUpdate(sql)) {
                return binding.apply(update).execute();
            }
        });
    }

    @FunctionalInterface
    private interface BoundUpdate {
        int with(UnaryOperator<Update> binding);
    }

    private static String shortened(String text) {
        return text.length() <= 2000 ? text : text.substring(0, 1999) + "…";
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
