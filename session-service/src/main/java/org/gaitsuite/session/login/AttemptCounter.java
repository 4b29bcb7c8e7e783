package org.gaitsuite.session.login;

import java.time.Duration;

/** Counts attempts within a time. Safe for use by many threads; calls may block. */
public interface AttemptCounter {
    /**
     * How often, this time included, and when the count begins anew.
     *
     * @param left until the count begins anew
     */
    record Count(long attempts, Duration left) {}

    /** Counts one more; the first of a window opens it. */
    Count count(String key, Duration window);

    /** Takes one back, which turned out to be none. */
    void takeBack(String key);

    /** Begins anew. */
    void forget(String key);
}
