package org.gaitsuite.job;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something that broke is tried again: anything between nothing and a bound that doubles each time, so that
 * those which broke together do not come back together ("full jitter": M. Brooker, "Exponential Backoff And Jitter", AWS Architecture
 * Blog, 2015). Immutable; as thread-safe as its source of chance.
 *
 * @param base the bound after the first failure
 * @param longest the bound that it never exceeds
 */
record Backoff(Duration base, Duration longest, RandomGenerator chance) {
    Backoff {
        if (base.isNegative() || longest.compareTo(base) < 0) {
            throw new IllegalArgumentException("a retry pause of %s cannot grow to %s".formatted(base, longest));
        }
    }

    /** @param failures so far, 1 or more */
    Duration bound(int failures) {
        // 2^30 times a millisecond is twelve days: beyond it the longest pause has long been reached.
        double grown = base.toMillis() * Math.pow(2, Math.min(30, failures - 1));
        return Duration.ofMillis((long) Math.min(grown, longest.toMillis()));
    }

    /** @param failures so far, 1 or more */
    Duration after(int failures) {
        return Duration.ofMillis(chance.nextLong(bound(failures).toMillis() + 1));
    }
}
