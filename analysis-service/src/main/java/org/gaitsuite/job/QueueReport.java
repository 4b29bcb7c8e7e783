package org.gaitsuite.job;

import java.time.Duration;
import java.util.Optional;

/**
 * The work outstanding at one moment.
 *
 * @param depth all entries
 * @param waitingInteractive entries that a worker may take
 * @param waitingBatch entries that a worker may take when nothing interactive waits
 * @param delayed entries that pause before they are tried again
 * @param running entries held by workers
 * @param oldestWaiting age of the entry that waits longest, empty where none waits; counted from its submission, so that one that was
 *     tried before is older than its last wait
 */
public record QueueReport(
        long depth,
        long waitingInteractive,
        long waitingBatch,
        long delayed,
        long running,
        Optional<Duration> oldestWaiting) {}
