package org.gaitsuite.session.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Attempts where there is {@link NoSessions}: none can be counted, so none is let through. */
final class NoAttempts implements AttemptCounter {
    @Override
    public Optional<Excess> count(List<Bound> bounds, Duration window) {
        throw NoSessions.refusal();
    }

    @Override
    public void takeBack(List<String> keys, List<String> forgotten) {
        throw NoSessions.refusal();
    }
}
