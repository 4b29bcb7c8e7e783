package org.gaitsuite.session.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** Work and memory that password hashing may take: 19 MiB and some tens of milliseconds each. */
@ConfigMapping(prefix = "gait.passwords")
public interface PasswordSettings {
    /** Hashes computed at the same time; default: one a processor. */
    OptionalInt parallel();

    /**
     * Hashes that may wait, those of different networks taking turns; more are refused with 503, those first of whose
     * network most wait; default 64.
     */
    @WithDefault("64")
    int waiting();

    /** Longest wait for a hash, queue included; default 10 s. */
    @WithDefault("10s")
    Duration timeout();
}
