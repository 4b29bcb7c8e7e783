package org.gaitsuite.session.login;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Accounts;
import org.gaitsuite.session.account.LoginName;
import org.gaitsuite.session.account.PasswordLogin;
import org.gaitsuite.session.account.PasswordRules;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.token.BearerToken;

/** Logging in. Calls block on Redis, SQL and the hash of the password. */
@ApplicationScoped
public class Logins {
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Accounts accounts;
    private final PasswordLogin passwords;
    private final SessionStore sessions;
    private final AttemptLimits limits;
    private final LoginSettings settings;
    private final Counter succeeded;
    private final Counter failed;
    private final Clock clock = Clock.systemUTC();

    Logins(
            Accounts accounts,
            PasswordLogin passwords,
            SessionStore sessions,
            AttemptLimits limits,
            LoginSettings settings,
            MeterRegistry metrics) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.limits = limits;
        this.settings = settings;
        this.succeeded = metrics.counter("gait.logins", "outcome", "succeeded");
        this.failed = metrics.counter("gait.logins", "outcome", "failed");
    }

    /** A new session; the token is not kept and cannot be shown again. */
    public record Opened(BearerToken token, LoginSession session) {}

    /**
     * Logs in.
     *
     * @param address where the request comes from, to limit guessing
     * @throws Refused when login and password do not belong together, whether the login exists or not, or after too
     *     many attempts
     */
    public Opened logIn(String login, String password, String address) {
        LoginName name = LoginName.parse(login);
        passwords.require(name);
        limits.beforeLogin(name, address);
        if (password.length() > PasswordRules.LONGEST * 2) {
            throw failed();
        }
        Optional<Account> account = accounts.authenticate(name, password);
        if (account.isEmpty()) {
            throw failed();
        }
        limits.afterSuccess(name, address);
        return open(account.get());
    }

    /** A session for somebody who has shown who they are, whichever way. */
    public Opened open(Account account) {
        BearerToken token = BearerToken.random(BearerToken.Kind.SESSION);
        LoginSession session = new LoginSession(
                account, clock.instant().plus(settings.lifetime()).truncatedTo(ChronoUnit.MILLIS));
        sessions.put(token, session);
        succeeded.increment();
        return new Opened(token, session);
    }

    /**
     * Ends an account for good: every session everywhere, every API token, the account itself. The sessions go first, so that none
     * outlives it.
     *
     * @throws Refused when the password is not that of the account, after too many attempts, or when it is the last operator's
     */
    public void close(Account account, String password, String address) {
        LoginName name = LoginName.parse(account.login());
        limits.beforeLogin(name, address);
        if (password.length() > PasswordRules.LONGEST * 2
                || accounts.authenticate(name, password).isEmpty()) {
            throw failed();
        }
        limits.afterSuccess(name, address);
        end(account);
    }

    /**
     * Ends an account without a password, as {@link #close} does.
     *
     * @param expiresAt of the caller's session, which tells when the caller logged in
     * @throws Refused when that is a while ago, or when it is the last operator's
     */
    public void closeAfterRecentLogin(Account account, Instant expiresAt) {
        Instant loggedIn = expiresAt.minus(settings.lifetime());
        if (loggedIn.plus(RECENT).isBefore(clock.instant())) {
            throw new Refused(
                    Reason.RECENT_LOGIN_REQUIRED,
                    "Your account has no password to confirm this with: log in again, and repeat it within %d minutes."
                            .formatted(RECENT.toMinutes()));
        }
        end(account);
    }

    private void end(Account account) {
        accounts.requireAnotherOperator(account);
        sessions.removeAll(account.id());
        accounts.close(account);
    }

    private Refused failed() {
        failed.increment();
        return new Refused(
                Reason.LOGIN_FAILED, "Login and password do not belong together: check both, and the caps lock key.");
    }
}
