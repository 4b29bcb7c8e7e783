package org.gaitsuite.gateway.identity;

/** What session-service knows about a token. */
public sealed interface SessionCheck {
    /** The token is valid and belongs to {@code caller}. */
    record Valid(Caller caller) implements SessionCheck {}

    /** The token is unknown, has ended or was revoked. */
    record Ended() implements SessionCheck {}
}
