package org.gaitsuite.gateway.upstream;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps repeats from multiplying an overload: one for every five requests, and a few saved up from quieter times. Thread-safe.
 */
final class RepeatBudget {
    private static final int REQUESTS_A_REPEAT = 5;
    private static final int SAVED_REPEATS = 20;
    private static final int MOST = SAVED_REPEATS * REQUESTS_A_REPEAT;

    private final AtomicInteger saved = new AtomicInteger(MOST);

    /** Notes a request that came. */
    void requested() {
        // Nearly always full: then many threads read what none writes.
        if (saved.get() < MOST) {
            saved.incrementAndGet();
        }
    }

    /** Whether a request may be sent again. */
    boolean spend() {
        int before = saved.getAndUpdate(now -> now < REQUESTS_A_REPEAT ? now : now - REQUESTS_A_REPEAT);
        return before >= REQUESTS_A_REPEAT;
    }
}
