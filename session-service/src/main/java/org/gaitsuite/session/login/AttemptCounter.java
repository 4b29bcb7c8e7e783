package org.gaitsuite.session.login;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Counts attempts within a time. Each call happens as a whole or not at all. Safe for use by many threads; calls may block. */
public interface AttemptCounter {
    /**
     * How many attempts may be counted under a key before more are too many.
     *
     * @param most in a window
     */
    record Bound(String key, long most) {}

    /**
     * One attempt too many.
     *
     * @param bound which bound it met, from 0
     * @param attempts how many were counted there, this one included
     * @param left until the count begins anew
     */
    record Excess(int bound, long attempts, Duration left) {}

    /**
     * Counts an attempt at each of the bounds, in their order. Where it is too many it counts at that bound alone, and at none after it.
     *
     * @param window in which attempts are counted; the first one under a key opens it
     * @return empty when the attempt is within all of them
     */
    Optional<Excess> count(List<Bound> bounds, Duration window);

    /**
     * Takes an attempt back, which turned out to be none.
     *
     * @param keys where it counts no longer
     * @param forgotten where the count begins anew
     */
    void takeBack(List<String> keys, List<String> forgotten);
}
