package org.gaitsuite.job;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The Redis that all instances share; its address is {@code REDIS_URL}. */
@ConfigMapping(prefix = "gait.redis")
public interface RedisConfig {
    /** PEM file of the authority that signed the server's certificate, where Java does not know it; default none. */
    Optional<Path> caFile();
}
