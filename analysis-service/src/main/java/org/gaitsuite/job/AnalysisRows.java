package org.gaitsuite.job;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The table of analyses, the only truth about them, as its owners see it. Every change of state is one conditional UPDATE, here and
 * in {@link AttemptRows}, so that a worker and a cancelling user can never both win. SQL is kept to what H2 and SQL Server share.
 */
public final class AnalysisRows {
    static final String SUMMARY =
            "id, account_id, label, state, priority, attempt, handed_back, created_at, started_at,"
                    + " finished_at, lease_until, size_bytes, content_type, sha256, video_deleted_at, request, failure_type, failure_title, failure_detail";

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
                                "INSERT INTO analyses (id, account_id, label, state, priority, attempt, handed_back, created_at,"
                                        + " size_bytes, content_type, sha256, request)"
                                        + " VALUES (:id, :owner, :label, 'QUEUED', :priority, 0, 0, :now, :size, :type, :sha256, :request)")
                        .bind("id", analysis.id().toString())
                        .bind("owner", analysis.owner())
                        .bind("label", analysis.name())
                        .bind("priority", analysis.priority().name())
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

    /** Cancels what has not ended; false if it had ended before. */
    boolean cancel(UUID id) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "UPDATE analyses SET state = 'CANCELLED', finished_at = :now, lease_until = NULL"
                                        + " WHERE id = :id AND state IN ('QUEUED', 'RUNNING')")
                        .bind("now", utc(clock.instant()))
                        .bind("id", id.toString())
                        .execute())
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

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
