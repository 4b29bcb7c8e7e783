package org.gaitsuite.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How analyses are worked off. */
@ConfigMapping(prefix = "gait.worker")
public interface JobConfig {
    /** Analyses that one process runs at a time. Default 4. */
    @WithDefault("4")
    int concurrency();

    /** A worker that has been silent this long is taken for dead and its analysis is given to another. Default 30 s. */
    @WithDefault("30s")
    Duration lease();

    /** How often a worker says that it lives, and looks whether it was cancelled. Default 2 s; well below {@link #lease()}. */
    @WithDefault("2s")
    Duration heartbeat();

    /** Attempts that may break off before an analysis is given up and put to the dead letters. Default 3. */
    @WithDefault("3")
    int maximumAttempts();

    /**
     * Workers that may die over one analysis before it is given up. More than {@link #maximumAttempts()}, since most deaths are no fault
     * of what was computed: a machine was taken away, a process killed. Default 10.
     */
    @WithDefault("10")
    int maximumDeaths();

    /** Longest pause before the first repetition of an attempt that broke off; doubles with every further one. Default 2 s. */
    @WithDefault("2s")
    Duration retryPause();

    /** What the pause before a repetition never exceeds. Default 1 min. */
    @WithDefault("1m")
    Duration longestRetryPause();

    /** An attempt that runs longer is stopped and counts as broken. Default 30 min. */
    @WithDefault("30m")
    Duration timeLimit();

    /** How often SQL is compared with the queue. Default 5 s. */
    @WithDefault("5s")
    Duration reconcileEvery();

    /** Time that running analyses get to finish when the process is told to stop; then they are handed back. Default 20 s. */
    @WithDefault("20s")
    Duration shutdownGrace();
}
