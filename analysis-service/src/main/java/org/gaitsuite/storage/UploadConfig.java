package org.gaitsuite.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is accepted as an upload. */
@ConfigMapping(prefix = "gait.upload")
public interface UploadConfig {
    /** Largest accepted body. Default 2G (2 GiB). */
    @WithDefault("2G")
    MemorySize maximumSize();
}
