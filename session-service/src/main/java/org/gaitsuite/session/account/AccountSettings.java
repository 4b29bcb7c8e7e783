package org.gaitsuite.session.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may have an account. */
@ConfigMapping(prefix = "gait.accounts")
public interface AccountSettings {
    /** Whether anybody may register. */
    enum Registration {
        /** Anybody who reaches the service. */
        OPEN,
        /** Nobody; accounts that exist stay. */
        CLOSED
    }

    /** {@code open} or {@code closed}; default open. */
    @WithDefault("open")
    Registration registration();

    /**
     * Whether people may log in, and register, with a password; default true. Where it is false only the account of
     * {@code gait.bootstrap.login} still may.
     */
    @WithDefault("true")
    boolean passwordLogin();
}
