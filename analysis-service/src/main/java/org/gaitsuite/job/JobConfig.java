package org.gaitsuite.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How analyses are worked off. */
@ConfigMapping(prefix = "gait.worker")
public interface JobConfig {
    /** Analyses that one process runs at a time. Default: 4, or the number of cores where there are fewer. */
    OptionalInt concurrency();

    /** A worker that has been silent this long is taken for dead and its analysis is given to another. Default 30 s. */
    @WithDefault("30s")
    Duration lease();

    /** How often a worker says that it lives, and looks whether it was cancelled. Default 2 s; well below {@link #lease()}. */
    @WithDefault("2s")
    Duration heartbeat();

    /** Attempts before an analysis is given up and put to the dead letters. Default 3. */
    @WithDefault("3")
    int maximumAttempts();

    /** Pause before an attempt that broke off is repeated. Default 2 s. */
    @WithDefault("2s")
    Duration retryPause();

    /** How often SQL is compared with the queue. Default 5 s. */
    @WithDefault("5s")
    Duration reconcileEvery();

    /** Time that running analyses get to finish when the process is told to stop; then they are handed back. Default 20 s. */
    @WithDefault("20s")
    Duration shutdownGrace();

    /** The number of analyses run at a time on this machine. */
    default int effectiveConcurrency() {
        return concurrency().orElse(Math.min(4, Runtime.getRuntime().availableProcessors()));
    }
}
