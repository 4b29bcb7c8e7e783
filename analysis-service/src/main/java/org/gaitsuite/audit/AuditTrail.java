package org.gaitsuite.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

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
}
