package org.gaitsuite.gateway.upstream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Says at most once in ten seconds that requests fail, and how many did since. Safe for use by many threads. */
public final class Outage {
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Logger log;
    private final String what;
    private final AtomicLong saidNanos = new AtomicLong(System.nanoTime() - PAUSE_NANOS);
    private final AtomicLong unsaid = new AtomicLong();

    /**
     * @param log of the class that meets the failures
     * @param what a sentence without its full stop, for instance {@code No session look-up possible}
     */
    public Outage(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Notes a failure. */
    public void failed(String reason) {
        long failures = unsaid.incrementAndGet();
        long last = saidNanos.get();
        long now = System.nanoTime();
        if (now - last >= PAUSE_NANOS && saidNanos.compareAndSet(last, now)) {
            unsaid.addAndGet(-failures);
            log.warnf("%s (%d since the last line): %s", what, failures, reason);
        } else {
            log.debugf("%s: %s", what, reason);
        }
    }
}
