package org.gaitsuite.session.sql;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where accounts and API tokens are kept. */
@ConfigMapping(prefix = "gait.sql")
public interface SqlSettings {
    /**
     * JDBC URL, {@code jdbc:h2:…} or {@code jdbc:sqlserver:…}. Environment {@code GAIT_SQL_URL}. Default: an H2 file
     * {@code accounts} in the directory {@code gait.data-dir} ({@code GAIT_DATA_DIR}, default {@code ./data}).
     */
    String url();

    /** User name; default {@code sa} for H2. Environment {@code GAIT_SQL_USER}. */
    Optional<String> user();

    /** Password; default none. Environment {@code GAIT_SQL_PASSWORD}. */
    Optional<String> password();

    /** How often the database is asked whether it still answers; default 2 s. */
    @WithDefault("2s")
    Duration probeInterval();

    /** Longest wait between two attempts to reach a database that is away; the first wait is 500 ms, then it doubles; default 2 s. */
    @WithDefault("2s")
    Duration longestRetry();

    /** Age at which a schema lock is taken to belong to a process that died while it held it; default 5 min. */
    @WithDefault("5m")
    Duration staleSchemaLock();
}
