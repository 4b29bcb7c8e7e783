package org.gaitsuite.gateway.tls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the gateway's certificate lies. Durations are written as {@code 30S}. */
@ConfigMapping(prefix = "gait.tls")
public interface TlsConfig {
    /** PEM, the certificate and what leads to its authority. Default none: plain HTTP alone is served. */
    Optional<Path> certificateFile();

    /** PEM, the certificate's key (PKCS#8). Default none. */
    Optional<Path> keyFile();

    /** Time between two looks whether the files were replaced. Default 20 s. */
    @WithDefault("20S")
    Duration lookEvery();
}
