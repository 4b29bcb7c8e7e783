package org.gaitsuite.job;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Says once that something has begun to fail and once that it works again, however often it is tried meanwhile. Thread-safe. */
final class Outage {
    private static final Logger LOG = Logger.getLogger(Outage.class);

    private final String what;
    private final AtomicBoolean lasts = new AtomicBoolean();

    /** @param what a sentence without its full stop, for instance {@code No work can be taken} */
    Outage(String what) {
        this.what = what;
    }

    void failed(Exception cause) {
        if (lasts.compareAndSet(false, true)) {
            LOG.warnf("%s: %s", what, cause.getMessage());
        } else {
            LOG.debugf(cause, "%s", what);
        }
    }

    void worked() {
        if (lasts.compareAndSet(true, false)) {
            LOG.infof("Over: %s", what);
        }
    }
}
