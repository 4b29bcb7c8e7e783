package org.gaitsuite.job;

import java.util.Optional;
import java.util.UUID;

/**
 * Where workers post their progress and watchers look. A lost post is no loss: progress is for the eye, the state is in SQL. No
 * method throws when the board cannot be reached. Thread-safe.
 */
public interface ProgressBoard {
    void post(UUID analysis, ProgressNow progress);

    /** Wakes watchers after a change of state in SQL. */
    void announce(UUID analysis);

    Optional<ProgressNow> read(UUID analysis);

    void forget(UUID analysis);

    /** Calls the listener, on any thread, after each post or announcement until the watch is closed. Calls may be missed. */
    Watch watch(UUID analysis, Runnable listener);

    /** Like {@link #watch}, after announcements alone. The listener must not block: it may be called by who reads for all. */
    Watch watchState(UUID analysis, Runnable listener);

    /** A listener's registration. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
