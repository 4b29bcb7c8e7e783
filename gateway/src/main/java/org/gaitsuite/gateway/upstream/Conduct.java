package org.gaitsuite.gateway.upstream;

import java.time.Duration;

/**
 * How the answers of an instance have been that could be connected to. One whose answers fail again and again is suspended for a time
 * that doubles with each further suspension; then a single request is its trial. Whether it answers probes makes no difference: a process
 * may listen and do nothing else right. Thread-safe.
 */
final class Conduct {
    private static final int GOOD_IN_A_ROW = 2;
    /** After which a trial of which nothing was heard is over. */
    private static final long TRIAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final int tolerated;
    private volatile int failures;
    private volatile boolean suspended;
    private int goodInARow;
    private int suspensions;
    private long untilNanos;
    private long trialUntilNanos;

    /** @param tolerated failures before a suspension; 0 for any number */
    Conduct(int tolerated) {
        this.tolerated = tolerated;
    }

    boolean isSuspended() {
        return suspended;
    }

    /** Notes a good answer; returns whether that ends a suspension. */
    boolean good(long nanoTime) {
        // Nearly always there is nothing to forgive.
        return failures > 0 && forgive(nanoTime);
    }

    private synchronized boolean forgive(long nanoTime) {
        if (suspended) {
            if (nanoTime - untilNanos < 0) {
                // To a request from before.
                return false;
            }
            suspended = false;
            failures = 1;
            goodInARow = 0;
            return true;
        }
        if (++goodInARow >= GOOD_IN_A_ROW) {
            failures = 0;
            suspensions = 0;
        }
        return false;
    }

    /**
     * Notes a failed answer.
     *
     * @return whether the instance should be suspended
     */
    synchronized boolean bad(long nanoTime) {
        if (tolerated == 0 || (suspended && nanoTime - untilNanos < 0)) {
            return false;
        }
        goodInARow = 0;
        failures++;
        return suspended || failures >= tolerated;
    }

    synchronized void suspend(long nanoTime, Duration first, Duration most) {
        long pause = Math.min(first.toNanos() << Math.min(suspensions, 16), most.toNanos());
        suspensions++;
        suspended = true;
        untilNanos = nanoTime + pause;
        trialUntilNanos = untilNanos;
    }

    /** Whether a request may be the trial of a suspended instance: if so, it alone may. */
    synchronized boolean beginTrial(long nanoTime) {
        if (!suspended || nanoTime - untilNanos < 0 || nanoTime - trialUntilNanos < 0) {
            return false;
        }
        trialUntilNanos = nanoTime + TRIAL_NANOS;
        return true;
    }
}
