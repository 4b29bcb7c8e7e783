package org.gaitsuite.job;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Of a process that takes uploads and works on none, where nobody said which Redis it shares with the workers: every call is refused
 * as while Redis is away. A queue in its own memory would grow and be read by nobody. Accepted analyses wait in SQL, where workers
 * find them.
 */
final class NoJobQueue implements JobQueue {
    static QueueUnavailable refusal() {
        return new QueueUnavailable(
                "REDIS_URL is not set, which api and worker share: only gait.role=all does without", null);
    }

    @Override
    public boolean enqueue(Job job, Duration delay) {
        throw refusal();
    }

    @Override
    public List<Entry> take(int count, Duration patience) {
        throw refusal();
    }

    @Override
    public void wake() {
        // Nobody waits here.
    }

    @Override
    public void keepAlive(Entry entry) {
        throw refusal();
    }

    @Override
    public void acknowledge(Entry entry) {
        throw refusal();
    }

    @Override
    public void release(Entry entry, Duration delay) {
        throw refusal();
    }

    @Override
    public void remove(UUID analysis) {
        throw refusal();
    }

    @Override
    public Set<UUID> known(Collection<UUID> analyses) {
        throw refusal();
    }

    @Override
    public long depth() {
        throw refusal();
    }

    @Override
    public QueueReport report() {
        throw refusal();
    }

    @Override
    public int mend() {
        throw refusal();
    }

    @Override
    public String description() {
        return "none: REDIS_URL is not set";
    }
}
