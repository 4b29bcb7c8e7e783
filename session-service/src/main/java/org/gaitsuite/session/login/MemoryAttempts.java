package org.gaitsuite.session.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Attempts at this instance. */
final class MemoryAttempts implements AttemptCounter {
    /** Beyond this many keys, windows that are over are dropped before another is opened. */
    private static final int ROOMY = 10_000;

    private record Window(long attempts, Instant end) {}

    private final ConcurrentMap<String, Window> windows = new ConcurrentHashMap<>();
    private final Clock clock;

    MemoryAttempts(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Count count(String key, Duration window) {
        Instant now = clock.instant();
        if (windows.size() > ROOMY) {
            windows.values().removeIf(open -> !open.end().isAfter(now));
        }
        Window counted = windows.merge(
                key,
                new Window(1, now.plus(window)),
                (open, fresh) -> open.end().isAfter(now) ? new Window(open.attempts() + 1, open.end()) : fresh);
        return new Count(counted.attempts(), Duration.between(now, counted.end()));
    }

    @Override
    public void takeBack(String key) {
        windows.computeIfPresent(key, MemoryAttempts::oneLess);
    }

    private static @Nullable Window oneLess(String key, Window open) {
        return open.attempts() > 1 ? new Window(open.attempts() - 1, open.end()) : null;
    }

    @Override
    public void forget(String key) {
        windows.remove(key);
    }
}
