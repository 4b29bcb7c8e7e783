package org.gaitsuite.job;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The listeners of this process, by analysis. */
final class Watchers {
    private final ConcurrentHashMap<UUID, Set<Runnable>> listeners = new ConcurrentHashMap<>();

    ProgressBoard.Watch add(UUID analysis, Runnable listener) {
        listeners.compute(analysis, (id, known) -> {
            Set<Runnable> set = known == null ? ConcurrentHashMap.newKeySet() : known;
            set.add(listener);
            return set;
        });
        return () -> listeners.computeIfPresent(analysis, (id, known) -> {
            known.remove(listener);
            return known.isEmpty() ? null : known;
        });
    }

    void wake(UUID analysis) {
        listeners.getOrDefault(analysis, Set.of()).forEach(Runnable::run);
    }
}
