package org.gaitsuite.session.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Sessions, and how often one may try to get one. An address is an IPv4 address or the /64 of an IPv6 one. */
@ConfigMapping(prefix = "gait.sessions")
public interface LoginSettings {
    /** Life of a session, from the login on, however much it is used; default 24 h. */
    @WithDefault("24h")
    Duration lifetime();

    /**
     * A session that is not used for so long ends, at most {@link #lifetime}; default 2 h. OWASP's Session Management Cheat
     * Sheet names 15 to 30 minutes where little is at stake and an absolute end after 4 to 8 hours for office work, and asks
     * to weigh both against the work that people do: an upload of 2 GiB over a slow line takes an hour and more without
     * another request, and a clinician comes back after each patient. Set it to 30 min or less where a computer is shared.
     */
    @WithDefault("2h")
    Duration idle();

    /** Sessions that one account may have at a time; one more ends the oldest; default 20. */
    @WithDefault("20")
    int perAccount();

    /** Time in which attempts are counted, from the first on; default 15 min. */
    @WithDefault("15m")
    Duration attemptWindow();

    /**
     * Failed logins with one login name from one address in that time, after which that address has to wait; default 10: more
     * than the owner's slips, and for a guesser at most 960 passwords a day.
     */
    @WithDefault("10")
    int attemptsPerLoginAndAddress();

    /**
     * Failed logins with one login name from all addresses in that time, after which everybody has to wait, its owner too;
     * default 100. It bounds guessing from many addresses to 9 600 passwords a day, which is little beside the passwords that
     * are taken at all. Lower, and a stranger with a few addresses locks owners out (OWASP Authentication Cheat Sheet, account
     * lockout).
     */
    @WithDefault("100")
    int attemptsPerLogin();

    /** Failed logins from one address in that time, whatever the login; a hospital may share one; default 100. */
    @WithDefault("100")
    int attemptsPerAddress();

    /** Accounts registered from one address in that time; a class may share one; default 50. */
    @WithDefault("50")
    int registrationsPerAddress();

    /**
     * Registrations from one address in that time that find their login taken, after which that address has to wait: each of
     * them tells that somebody has an account; default 10.
     */
    @WithDefault("10")
    int takenLoginsPerAddress();

    /**
     * Whether this is the only session-service, now and during every upgrade: only then may sessions live in its memory where no
     * Redis is given. Default false.
     */
    @WithDefault("false")
    boolean singleInstance();
}
