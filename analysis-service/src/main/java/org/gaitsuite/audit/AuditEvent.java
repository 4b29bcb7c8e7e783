package org.gaitsuite.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done. Carries account and analysis ids only, so that it may outlive what it speaks of.
 *
 * @param actor the account that did it, or {@link #SYSTEM}
 * @param owner the account whose analysis it was
 * @param detail the file that was exported, the reason of a removal; null where the action says it all
 */
public record AuditEvent(
        String actor,
        String owner,
        Action action,
        @Nullable UUID analysis,
        @Nullable String detail) {
    /** The actor of what happens by rule, for instance the end of a retention period. */
    public static final String SYSTEM = "system";

    /** What can be done to an analysis. */
    public enum Action {
        UPLOADED,
        /** Its result was read. */
        READ,
        /** A file of it was taken. */
        EXPORTED,
        CANCELLED,
        /** Erased with its video and files. */
        ERASED,
        /** Its video was deleted, its result kept. */
        VIDEO_DELETED,
        /** Taken out of the dead letters and queued again by an operator. */
        REQUEUED,
        /** Taken out of the dead letters for good by an operator. */
        DROPPED
    }

    public static AuditEvent of(String actor, String owner, Action action, UUID analysis) {
        return new AuditEvent(actor, owner, action, analysis, null);
    }
}
