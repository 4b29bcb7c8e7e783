package org.gaitsuite.session.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attempts at this instance. */
final class MemoryAttempts implements AttemptCounter {
    /** Beyond this many keys, windows that are over are dropped before another is opened. */
    private static final int ROOMY = 10_000;

    private record Window(long attempts, Instant end) {}

    /** Guarded by this object. */
    private final Map<String, Window> windows = new HashMap<>();

    private final Clock clock;

    MemoryAttempts(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Excess> count(List<Bound> bounds, Duration window) {
        Instant now = clock.instant();
        if (windows.size() > ROOMY) {
            windows.values().removeIf(open -> !open.end().isAfter(now));
        }
        for (int i = 0; i < bounds.size(); i++) {
            Bound bound = bounds.get(i);
            Window counted = count(bound.key(), window, now);
            if (counted.attempts() > bound.most()) {
                bounds.subList(0, i).forEach(before -> takeBack(before.key()));
                return Optional.of(new Excess(i, counted.attempts(), Duration.between(now, counted.end())));
            }
        }
        return Optional.empty();
    }

    private Window count(String key, Duration window, Instant now) {
        return windows.merge(
                key,
                new Window(1, now.plus(window)),
                (open, fresh) -> open.end().isAfter(now) ? new Window(open.attempts() + 1, open.end()) : fresh);
    }

    @Override
    public synchronized void takeBack(List<String> keys, List<String> forgotten) {
        keys.forEach(this::takeBack);
        forgotten.forEach(windows::remove);
    }

    private void takeBack(String key) {
        windows.computeIfPresent(key, MemoryAttempts::oneLess);
    }

    private static @Nullable Window oneLess(String key, Window open) {
        return open.attempts() > 1 ? new Window(open.attempts() - 1, open.end()) : null;
    }
}
