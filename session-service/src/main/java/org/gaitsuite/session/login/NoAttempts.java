package org.gaitsuite.session.login;

import java.time.Duration;

/** Attempts where there is {@link NoSessions}: none can be counted, so none is let through. */
final class NoAttempts implements AttemptCounter {
    @Override
    public Count count(String key, Duration window) {
        throw NoSessions.refusal();
    }

    @Override
    public void takeBack(String key) {
        throw NoSessions.refusal();
    }

    @Override
    public void forget(String key) {
        throw NoSessions.refusal();
    }
}
