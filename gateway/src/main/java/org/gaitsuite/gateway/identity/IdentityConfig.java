package org.gaitsuite.gateway.identity;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The key with which the gateway vouches for callers. */
@ConfigMapping(prefix = "gait.identity")
public interface IdentityConfig {
    /**
     * File with the private key (EC P-256, PEM, PKCS#8). Without it, or while it cannot be read, the gateway starts but
     * answers API calls with 503. Default none; environment {@code GAIT_IDENTITY_PRIVATE_KEY_FILE}.
     */
    Optional<String> privateKeyFile();
}
