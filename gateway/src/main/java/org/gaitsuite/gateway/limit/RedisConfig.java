package org.gaitsuite.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The Redis in which all gateways count together. */
@ConfigMapping(prefix = "gait.redis")
public interface RedisConfig {
    /**
     * {@code redis://[user]:password@host:port/database}, {@code rediss://…} for TLS, with Sentinels or a cluster; see
     * {@link org.gaitsuite.redis.RedisAddress}. Environment {@code REDIS_URL}. Default: none, each gateway counts for itself.
     */
    @WithDefault("${redis.url:}")
    Optional<String> url();

    /** Longest wait for an answer, which no request waits for. Default 1 s. */
    @WithDefault("1S")
    Duration timeout();

    /** PEM file of the authority that signed the server's certificate, where Java does not know it. Default none. */
    Optional<Path> caFile();
}
