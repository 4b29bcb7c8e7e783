package org.gaitsuite.job;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where analyses are recorded. */
@ConfigMapping(prefix = "gait.sql")
public interface SqlConfig {
    /** {@code jdbc:h2:…;MODE=MSSQLServer} or {@code jdbc:sqlserver:…}. Default: an H2 file in {@code gait.data-dir}. */
    String url();

    /** Default: {@code sa} for the embedded database. */
    Optional<String> user();

    /** Only from the environment or a file. */
    Optional<String> password();
}
