package org.gaitsuite.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long what is kept. */
@ConfigMapping(prefix = "gait.retention")
public interface RetentionConfig {
    /** A video, and the pictures made of it, go this long after their analysis ended; the result stays. Default 30 days; 0 keeps them. */
    @WithDefault("P30D")
    Duration videos();

    /** A whole analysis goes this long after it ended. Default: never. */
    Optional<Duration> results();

    /** An event of the audit trail goes after this long. Default: never. */
    Optional<Duration> audit();

    /** How often it is looked at. Default 1 h. */
    @WithDefault("1h")
    Duration every();
}
