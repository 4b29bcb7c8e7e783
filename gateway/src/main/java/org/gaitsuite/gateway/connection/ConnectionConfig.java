package org.gaitsuite.gateway.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long connections of clients are kept. Durations are written as {@code 30S} or {@code 500MS}. */
@ConfigMapping(prefix = "gait.connections")
public interface ConnectionConfig {
    /**
     * From the opening of a connection, or the first byte after the last answer, to the end of a request's headers. Default 20 s.
     */
    @WithDefault("20S")
    Duration headersWithin();

    /** How long a connection that carries no request is kept. Default 75 s. */
    @WithDefault("75S")
    Duration idle();
}
