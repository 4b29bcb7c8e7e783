package org.gaitsuite.eviction;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Whether and where the machine is asked if it will be taken away. */
@ConfigMapping(prefix = "gait.eviction")
public interface EvictionConfig {
    /** Whether to ask; for spot virtual machines on Azure. Default false. */
    @WithDefault("false")
    boolean watch();

    /** Azure's Instance Metadata Service. Default {@code http://169.254.169.254}. */
    @WithDefault("http://169.254.169.254")
    URI endpoint();

    /** How often it is asked; a spot machine gets a notice of 30 s at least. Default 2 s. */
    @WithDefault("2s")
    Duration every();
}
