package org.gaitsuite.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gaitsuite.audit.AuditEntry;
import org.gaitsuite.audit.AuditEvent;
import org.gaitsuite.audit.AuditTrail;
import org.gaitsuite.job.ListPosition;
import org.jspecify.annotations.Nullable;

/** The audit trail as it is shown. */
final class AuditView {
    private AuditView() {}

    /** One event. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(
            Instant at,
            String actor,
            String account,
            AuditEvent.Action action,
            @Nullable UUID analysis,
            @Nullable String detail) {
        static Event of(AuditEntry entry) {
            AuditEvent event = entry.event();
            return new Event(
                    entry.at(), event.actor(), event.owner(), event.action(), event.analysis(), event.detail());
        }
    }

    /** A page of events, the latest first. */
    public record Events(
            List<Event> events,
            @JsonProperty("next_cursor") @Nullable String nextCursor) {}

    /** @param account whose analyses; null for everybody's */
    static Events read(AuditTrail trail, @Nullable String account, Paging paging) {
        AuditTrail.Position after = paging.after()
                .map(position -> new AuditTrail.Position(position.createdAt(), position.id()))
                .orElse(null);
        List<AuditEntry> found = trail.read(account, after, paging.toFetch());
        return new Events(
                paging.page(found).stream().map(Event::of).toList(),
                paging.next(found, last -> new ListPosition(last.at(), last.id())));
    }
}
