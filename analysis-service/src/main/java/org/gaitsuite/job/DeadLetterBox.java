package org.gaitsuite.job;

import java.util.UUID;

/**
 * Mirrors the dead letters of SQL to where alerts look for them. Losing it loses nothing. Every method may throw
 * {@link JobQueue.QueueUnavailable}. Thread-safe; calls block.
 */
interface DeadLetterBox {
    /** Adds a letter unless it is there. */
    void bury(UUID analysis, int attempts, String reason);

    /** Takes out the letter of an analysis that was requeued or dropped. */
    void remove(UUID analysis);

    long size();

    /** Empties the box, before it is filled anew. */
    void clear();
}
