package org.gaitsuite.job;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gaitsuite.audit.AuditEvent;
import org.gaitsuite.audit.AuditTrail;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The table of analyses, the only truth about them, as its owners see it. Every change of state is one conditional UPDATE, here and
 * in {@link AttemptRows}, so that a worker and a cancelling user can never both win. SQL is kept to what H2 and SQL Server share.
 */
public final class AnalysisRows {
    static final String SUMMARY =
            "id, account_id, label, state, priority, attempt, handed_back, created_at, started_at,"
                    + " finished_at, lease_until, size_bytes, content_type, sha256, video_deleted_at, input_kind, request, failure_type, failure_title, failure_detail";

    private final Jdbi jdbi;
    /** A row that another instance inserts or removes meanwhile may spoil a try. */
    private static final int MOST_TRIES = 3;

    private final AuditTrail audit;
    private final InstantSource clock;

    public AnalysisRows(Jdbi jdbi, AuditTrail audit, InstantSource clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a new row answers to: the client's own key, and the video and question themselves. */
    record Keys(@Nullable String idempotencyKey, String contentKey, boolean again) {}

    /**
     * Writes a new row with its keys and the event of its upload, all or none.
     *
     * @throws KeyTaken if another analysis of this owner has the idempotency key
     * @throws ContentKnown if a living analysis of this owner asks the same of the same video, unless it shall be asked again
     */
    void insert(Analysis analysis, Keys keys) throws KeyTaken, ContentKnown {
        for (int tries = 1; ; tries++) {
            try {
                jdbi.useTransaction(handle -> insert(handle, analysis, keys));
                return;
            } catch (RuntimeException e) {
                // Another instance was faster, or SQL failed: the tables tell which.
                throwIfTaken(analysis.owner(), keys, e);
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void throwIfTaken(String owner, Keys keys, RuntimeException cause) throws KeyTaken, ContentKnown {
        String key = keys.idempotencyKey();
        if (key != null && findByKey(owner, key).isPresent()) {
            throw new KeyTaken(key, cause);
        }
        Optional<Analysis> known = keys.again() ? Optional.empty() : findByContent(owner, keys.contentKey());
        if (known.isPresent()) {
            throw new ContentKnown(known.get());
        }
    }

    private void insert(Handle handle, Analysis analysis, Keys keys) {
        if (keys.idempotencyKey() != null) {
            insertKey(handle, analysis, keys.idempotencyKey());
        }
        holdContent(handle, analysis, keys);
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
        audit.record(
                handle, AuditEvent.of(analysis.owner(), analysis.owner(), AuditEvent.Action.UPLOADED, analysis.id()));
    }

    private static void insertKey(Handle handle, Analysis analysis, String idempotencyKey) {
        handle.createUpdate("INSERT INTO idempotency_keys (account_id, idempotency_key, analysis_id, created_at)"
                        + " VALUES (:owner, :key, :id, :now)")
                .bind("owner", analysis.owner())
                .bind("key", idempotencyKey)
                .bind("id", analysis.id().toString())
                .bind("now", utc(analysis.createdAt()))
                .execute();
    }

    /** Makes this analysis the one that answers for its content: in place of one that failed or was cancelled, or of any. */
    private static void holdContent(Handle handle, Analysis analysis, Keys keys) {
        String replaceable = keys.again()
                ? ""
                : " AND NOT EXISTS (SELECT 1 FROM analyses a WHERE a.id = content_keys.analysis_id"
                        + " AND a.state IN ('QUEUED', 'RUNNING', 'SUCCEEDED'))";
        int replaced = handle.createUpdate("UPDATE content_keys SET analysis_id = :id"
                        + " WHERE account_id = :owner AND content_key = :content" + replaceable)
                .bind("id", analysis.id().toString())
                .bind("owner", analysis.owner())
                .bind("content", keys.contentKey())
                .execute();
        if (replaced == 0) {
            // Fails where a living analysis holds the key, here already or in a transaction that is about to commit.
            handle.createUpdate("INSERT INTO content_keys (account_id, content_key, analysis_id)"
                            + " VALUES (:owner, :content, :id)")
                    .bind("owner", analysis.owner())
                    .bind("content", keys.contentKey())
                    .bind("id", analysis.id().toString())
                    .execute();
        }
    }

    /** Lets a further idempotency key mean an analysis that is there already; another meaning of the key stands. */
    void addKey(Analysis analysis, String idempotencyKey) {
        try {
            jdbi.useHandle(handle -> insertKey(handle, analysis, idempotencyKey));
        } catch (RuntimeException e) {
            if (findByKey(analysis.owner(), idempotencyKey).isEmpty()) {
                throw e;
            }
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

    /** A living analysis of the same owner asks the same of the same video. */
    static final class ContentKnown extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Analysis first;

        ContentKnown(Analysis first) {
            super("analysis " + first.id() + " asks the same of the same video");
            this.first = first;
        }

        Analysis first() {
            return first;
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

    /** The analysis that answers for this content, unless it failed or was cancelled. */
    Optional<Analysis> findByContent(String owner, String contentKey) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT " + SUMMARY
                                + ", result FROM analyses WHERE state IN ('QUEUED', 'RUNNING', 'SUCCEEDED') AND id ="
                                + " (SELECT analysis_id FROM content_keys WHERE account_id = :owner AND content_key = :content)")
                .bind("owner", owner)
                .bind("content", contentKey)
                .map(AnalysisRow::withResult)
                .findOne());
    }

    /** Whether there is a row, whoever owns it. */
    boolean exists(UUID id) {
        return findSummary(id).isPresent();
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

    /** Cancels what has not ended, on behalf of its owner; false if it had ended before. */
    boolean cancel(Analysis analysis) {
        return jdbi.inTransaction(handle -> {
            boolean cancelled = handle.createUpdate(
                                    "UPDATE analyses SET state = 'CANCELLED', finished_at = :now, lease_until = NULL"
                                            + " WHERE id = :id AND state IN ('QUEUED', 'RUNNING')")
                            .bind("now", utc(clock.instant()))
                            .bind("id", analysis.id().toString())
                            .execute()
                    == 1;
            if (cancelled) {
                record(handle, analysis, analysis.owner(), AuditEvent.Action.CANCELLED);
            }
            return cancelled;
        });
    }

    /** Removes the row of an ended analysis with its keys; false if it is gone or has not ended. */
    boolean delete(Analysis analysis, String actor) {
        return jdbi.inTransaction(handle -> {
            boolean deleted =
                    handle.createUpdate("DELETE FROM analyses WHERE id = :id AND state NOT IN ('QUEUED', 'RUNNING')")
                                    .bind("id", analysis.id().toString())
                                    .execute()
                            == 1;
            if (deleted) {
                for (String keys : List.of("idempotency_keys", "content_keys")) {
                    handle.createUpdate("DELETE FROM " + keys + " WHERE analysis_id = :id")
                            .bind("id", analysis.id().toString())
                            .execute();
                }
                record(handle, analysis, actor, AuditEvent.Action.ERASED);
            }
            return deleted;
        });
    }

    /** Analyses that ended before the given time, the oldest first; only those with a video where {@code withVideo}. */
    List<Analysis> endedBefore(Instant time, boolean withVideo, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + SUMMARY + " FROM analyses"
                        + " WHERE finished_at < :time AND state NOT IN ('QUEUED', 'RUNNING')"
                        + (withVideo ? " AND video_deleted_at IS NULL" : "")
                        + " ORDER BY finished_at OFFSET 0 ROWS FETCH NEXT " + limit + " ROWS ONLY")
                .bind("time", utc(time))
                .map(AnalysisRow::summary)
                .list());
    }

    /** Notes that the video is gone; false if that was noted before, or the analysis was queued again. */
    boolean videoDeleted(Analysis analysis) {
        return jdbi.inTransaction(handle -> {
            boolean noted = handle.createUpdate("UPDATE analyses SET video_deleted_at = :now WHERE id = :id"
                                    + " AND video_deleted_at IS NULL AND state NOT IN ('QUEUED', 'RUNNING')")
                            .bind("now", utc(clock.instant()))
                            .bind("id", analysis.id().toString())
                            .execute()
                    == 1;
            if (noted) {
                record(handle, analysis, AuditEvent.SYSTEM, AuditEvent.Action.VIDEO_DELETED);
            }
            return noted;
        });
    }

    private void record(Handle handle, Analysis analysis, String actor, AuditEvent.Action action) {
        audit.record(handle, AuditEvent.of(actor, analysis.owner(), action, analysis.id()));
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
