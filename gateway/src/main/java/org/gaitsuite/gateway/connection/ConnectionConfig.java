package org.gaitsuite.gateway.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many connections of clients there may be, and how long they are kept. Durations are written as {@code 30S} or {@code 500MS}. */
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

    /**
     * Connections that one address (of IPv6: one /64) may hold at a time, behind which may be a whole hospital; further ones are closed
     * at once. 0 for any number. Without effect where {@code gait.gateway.behind-proxy} says that all clients come from the address of
     * a load balancer. Default 1000.
     */
    @WithDefault("1000")
    int perAddress();
}
