package org.gaitsuite.session.login;

import java.time.Duration;

/**
 * When sessions end before their time.
 *
 * @param idle time without a look-up
 * @param perAccount sessions of one account, of which the oldest goes when there is one more
 */
record SessionBounds(Duration idle, int perAccount) {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    SessionBounds {
        if (idle.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("gait.sessions.idle must be at least 1 s, but is " + idle);
        }
        if (perAccount < 1) {
            throw new IllegalArgumentException("gait.sessions.per-account must be at least 1, but is " + perAccount);
        }
    }

    static SessionBounds of(LoginSettings settings) {
        return new SessionBounds(settings.idle(), settings.perAccount());
    }

    /** How long after a look-up another one need not be written down. */
    Duration grain() {
        Duration eighth = idle.dividedBy(8);
        return eighth.compareTo(A_MINUTE) < 0 ? eighth : A_MINUTE;
    }
}
