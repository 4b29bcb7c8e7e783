package org.gaitsuite.session.account;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The first operator's account, made at start where there is none with that login. */
@ConfigMapping(prefix = "gait.bootstrap")
public interface BootstrapSettings {
    /** Login; default none, no account is made. Environment {@code GAIT_BOOTSTRAP_LOGIN}. */
    Optional<String> login();

    /** Password. Environment {@code GAIT_BOOTSTRAP_PASSWORD}. */
    Optional<String> password();

    /**
     * File that holds the password and nothing else, for secrets that are mounted; read where there is no password.
     * Environment {@code GAIT_BOOTSTRAP_PASSWORD_FILE}.
     */
    Optional<Path> passwordFile();
}
