package org.gaitsuite.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records who reads what: the same account, action and file of an analysis once in ten minutes and process, so that a player that
 * seeks in a video does not bury the trail. A read is recorded before it is answered; where that fails, it must be refused.
 * Thread-safe.
 */
public final class AccessTrail {
    private static final Duration ONCE_IN = Duration.ofMinutes(10);
    private static final int REMEMBERED = 10_000;

    private final AuditTrail trail;
    private final InstantSource clock;
    private final Map<AuditEvent, Instant> recorded = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AuditEvent, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    public AccessTrail(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    public void record(AuditEvent access) {
        if (!recordedLately(access)) {
            trail.record(access);
            synchronized (recorded) {
                recorded.remove(access);
                recorded.put(access, clock.instant());
            }
        }
    }

    private boolean recordedLately(AuditEvent access) {
        synchronized (recorded) {
            Instant last = recorded.get(access);
            return last != null && clock.instant().isBefore(last.plus(ONCE_IN));
        }
    }
}
