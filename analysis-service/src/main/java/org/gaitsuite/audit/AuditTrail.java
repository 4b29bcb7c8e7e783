package org.gaitsuite.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The append-only table {@code audit_events}. Thread-safe; calls block. */
public final class AuditTrail {
    private final Jdbi jdbi;
    private final InstantSource clock;

    public AuditTrail(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Writes an event in a transaction of its own. */
    public void record(AuditEvent event) {
        jdbi.useHandle(handle -> record(handle, event));
    }

    /** Writes an event within the caller's transaction: it is there if and only if what it tells of is. */
    public void record(Handle handle, AuditEvent event) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        handle.createUpdate("INSERT INTO audit_events (id, happened_at, actor, account_id, action, analysis_id, detail)"
                        + " VALUES (:id, :at, :actor, :owner, :action, :analysis, :detail)")
                .bind("id", UUID.randomUUID().toString())
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .bind("actor", event.actor())
                .bind("owner", event.owner())
                .bind("action", event.action().name())
                .bind(
                        "analysis",
                        event.analysis() == null ? null : event.analysis().toString())
                .bind("detail", event.detail())
                .execute();
    }

    /**
     * A page of events, the latest first.
     *
     * @param owner only of this account's analyses; null for everybody's
     * @param after where the page before ended; null for the first
     */
    public List<AuditEntry> read(@Nullable String owner, @Nullable Position after, int limit) {
        String where = (owner == null ? " WHERE 1 = 1" : " WHERE account_id = :owner")
                + (after == null ? "" : " AND (happened_at < :at OR (happened_at = :at AND id < :id))");
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(
                    "SELECT id, happened_at, actor, account_id, action, analysis_id, detail FROM audit_events"
                            + where + " ORDER BY happened_at DESC, id DESC OFFSET 0 ROWS FETCH NEXT " + limit
                            + " ROWS ONLY");
            if (owner != null) {
                query.bind("owner", owner);
            }
            if (after != null) {
                query.bind("at", after.at().atOffset(ZoneOffset.UTC))
                        .bind("id", after.id().toString());
            }
            return query.map((row, context) -> entry(row)).list();
        });
    }

    /** The last entry of a page. */
    public record Position(Instant at, UUID id) {}

    private static AuditEntry entry(ResultSet row) throws SQLException {
        String analysis = row.getString("analysis_id");
        return new AuditEntry(
                UUID.fromString(row.getString("id")),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                new AuditEvent(
                        row.getString("actor"),
                        row.getString("account_id"),
                        AuditEvent.Action.valueOf(row.getString("action")),
                        analysis == null ? null : UUID.fromString(analysis),
                        row.getString("detail")));
    }

    /** Ends the retention of old events: the only way in which one is ever removed. */
    public void forgetBefore(Instant time) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM audit_events WHERE happened_at < :time")
                .bind("time", time.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
