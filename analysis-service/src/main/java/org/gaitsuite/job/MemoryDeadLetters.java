package org.gaitsuite.job;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Dead letters of an installation without Redis, where no alert looks for them: the log has a line of each. */
final class MemoryDeadLetters implements DeadLetterBox {
    private final Set<UUID> letters = ConcurrentHashMap.newKeySet();

    @Override
    public void bury(UUID analysis, int attempts, String reason) {
        letters.add(analysis);
    }

    @Override
    public void remove(UUID analysis) {
        letters.remove(analysis);
    }

    @Override
    public long size() {
        return letters.size();
    }

    @Override
    public void clear() {
        letters.clear();
    }
}
