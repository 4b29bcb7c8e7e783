package org.gaitsuite.gateway.identity;

import java.time.Instant;

/** What session-service knows about a token. */
public sealed interface SessionCheck {
    /**
     * The token is valid and belongs to {@code caller}.
     *
     * @param expiresAt when it ends by itself
     */
    record Valid(Caller caller, Instant expiresAt) implements SessionCheck {}

    /** The token is unknown, has ended or was revoked. */
    record Ended() implements SessionCheck {}
}
