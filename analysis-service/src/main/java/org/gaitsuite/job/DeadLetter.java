package org.gaitsuite.job;

import java.time.Instant;
import java.util.UUID;

/**
 * An analysis that was given up.
 *
 * @param attempts how often it was tried
 * @param reason what broke the last attempt, for an operator
 */
public record DeadLetter(UUID analysis, String account, int attempts, String reason, Instant diedAt) {
    /** From where the next page goes on. */
    public ListPosition position() {
        return new ListPosition(diedAt, analysis);
    }
}
