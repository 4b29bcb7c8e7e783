package org.gaitsuite.computation;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where attempts compute, and what a computing process may use. */
@ConfigMapping(prefix = "gait.computation")
public interface ComputationConfig {
    /** Who suffers when a computation crashes. */
    enum Isolation {
        /** The computation alone. */
        PROCESS,
        /** The whole service: for tests, and where no process may be started. */
        THREAD
    }

    /** {@code process} or {@code thread}. Default {@code process}. */
    @WithDefault("process")
    Isolation isolation();

    /** What one computing process may use of the machine's memory, half of it as Java heap. Default 1536M. */
    @WithDefault("1536M")
    MemorySize memory();

    /** Computations after which a process is replaced by a fresh one, with the memory that it gathered. Default 25. */
    @WithDefault("25")
    int computationsPerProcess();

    /** How long a process without work is kept for the next. Default 1 min. */
    @WithDefault("1m")
    Duration idle();
}
