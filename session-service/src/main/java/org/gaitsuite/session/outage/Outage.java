package org.gaitsuite.session.outage;

import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether something is away, and why. A loss is logged once, then every half minute, and the return once. Thread-safe. */
public final class Outage {
    private static final Duration REMINDER = Duration.ofSeconds(30);

    private final Logger log;
    private final String what;
    private volatile @Nullable String reason;
    private long beganNanos;
    private long saidNanos;

    /**
     * @param log of the class that watches
     * @param what as operators know it, without secrets
     */
    public Outage(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Why it is away; null while it is there. */
    public @Nullable String reason() {
        return reason;
    }

    public synchronized void lost(String seen) {
        long now = System.nanoTime();
        if (reason == null) {
            beganNanos = now;
            saidNanos = now;
            log.warnf("%s cannot be used, trying again: %s", what, seen);
        } else if (now - saidNanos > REMINDER.toNanos()) {
            saidNanos = now;
            log.warnf("%s cannot be used since %d s: %s", what, secondsSince(beganNanos), seen);
        }
        reason = seen;
    }

    public synchronized void found() {
        if (reason != null) {
            reason = null;
            log.infof("%s can be used again after %d s", what, secondsSince(beganNanos));
        }
    }

    private static long secondsSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toSeconds();
    }
}
