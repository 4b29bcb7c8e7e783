package org.gaitsuite.session.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The Redis that all instances share. */
@ConfigMapping(prefix = "gait.redis")
public interface RedisSettings {
    /**
     * Address of one server, of Sentinels or of a cluster, as {@link org.gaitsuite.redis.RedisAddress} reads it. Environment {@code
     * REDIS_URL}. Default: none.
     */
    @WithDefault("${redis.url:}")
    Optional<String> url();

    /** Longest wait for an answer; default 2 s. */
    @WithDefault("2s")
    Duration timeout();

    /** Connections kept at most; default 16. */
    @WithDefault("16")
    int connections();

    /** PEM file of the authority that signed the server's certificate, where Java does not know it; default none. */
    Optional<Path> caFile();
}
