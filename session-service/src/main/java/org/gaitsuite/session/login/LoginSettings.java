package org.gaitsuite.session.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Sessions, and how often one may try to get one. */
@ConfigMapping(prefix = "gait.sessions")
public interface LoginSettings {
    /** Life of a session, from the login on, however much it is used; default 24 h. */
    @WithDefault("24h")
    Duration lifetime();

    /** Time in which attempts are counted, from the first on; default 15 min. */
    @WithDefault("15m")
    Duration attemptWindow();

    /** Failed logins with one login name in that time, after which it has to wait; default 10. */
    @WithDefault("10")
    int attemptsPerLogin();

    /** Failed logins from one address in that time; more, as a hospital may share one; default 100. */
    @WithDefault("100")
    int attemptsPerAddress();

    /** Accounts registered from one address in that time; default 100. */
    @WithDefault("100")
    int registrationsPerAddress();

    /**
     * Whether this is the only session-service, now and during every upgrade: only then may sessions live in its memory where no
     * Redis is given. Default false.
     */
    @WithDefault("false")
    boolean singleInstance();
}
