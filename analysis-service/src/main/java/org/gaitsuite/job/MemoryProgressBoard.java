package org.gaitsuite.job;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Progress within one process. */
public final class MemoryProgressBoard implements ProgressBoard {
    private final Map<UUID, ProgressNow> posts = new ConcurrentHashMap<>();
    private final Watchers watchers = new Watchers();
    private final Watchers stateWatchers = new Watchers();

    @Override
    public void post(UUID analysis, ProgressNow progress) {
        posts.put(analysis, progress);
        watchers.wake(analysis);
    }

    @Override
    public void announce(UUID analysis) {
        watchers.wake(analysis);
        stateWatchers.wake(analysis);
    }

    @Override
    public Optional<ProgressNow> read(UUID analysis) {
        return Optional.ofNullable(posts.get(analysis));
    }

    @Override
    public void forget(UUID analysis) {
        posts.remove(analysis);
    }

    @Override
    public Watch watch(UUID analysis, Runnable listener) {
        return watchers.add(analysis, listener);
    }

    @Override
    public Watch watchState(UUID analysis, Runnable listener) {
        return stateWatchers.add(analysis, listener);
    }
}
