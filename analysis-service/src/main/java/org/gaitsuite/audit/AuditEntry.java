package org.gaitsuite.audit;

import java.time.Instant;
import java.util.UUID;

/** An event as it was written. */
public record AuditEntry(UUID id, Instant at, AuditEvent event) {}
