package org.gaitsuite.session.login;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Accounts;
import org.gaitsuite.session.account.LoginName;
import org.gaitsuite.session.account.PasswordLogin;
import org.gaitsuite.session.account.PasswordRules;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.security.SecurityEvent;
import org.gaitsuite.session.security.SecurityLog;
import org.gaitsuite.session.token.BearerToken;

/**
 * Opens sessions, for whoever showed who they are in whichever way, and does whatever takes a password: logging in, changing it, going
 * for good. Each attempt is counted before the password is looked at; where it cannot be counted, it is not looked at. Calls block on
 * Redis, SQL and the hash of the password.
 */
@ApplicationScoped
public class Logins {
    /** A login so long ago is as good as a password. */
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
     * @param network where the request comes from, to limit guessing
     * @param older the session that the same browser had; it ends, whosever it was
     * @throws Refused when login and password do not belong together, whether the login exists or not, or after too
     *     many attempts
     */
    public Opened logIn(String login, String password, Network network, Optional<BearerToken> older) {
        LoginName name = LoginName.parse(login);
        passwords.require(name);
        Accounts.Proof proof = proven(name, password, network);
        return open(
                        proof.account(),
                        () -> accounts.isStill(proof, password, network.name()),
                        SecurityEvent.LOGIN_SUCCEEDED,
                        network,
                        older)
                .orElseThrow(() -> failed(name, network));
    }

    /**
     * Opens a session for somebody who showed a moment ago who they are.
     *
     * @param isStillSo whether what they showed still holds; asked when the session is there. Whoever changes or closes an account
     *     ends its sessions after that, so one that was opened too late to be ended finds out by it
     * @param how they showed it, for the log
     * @param older the session that the same browser had; it ends, whosever it was
     * @return empty when it holds no longer; no session is left then but the older one
     */
    public Optional<Opened> open(
            Account account,
            BooleanSupplier isStillSo,
            SecurityEvent how,
            Network network,
            Optional<BearerToken> older) {
        Opened opened = newSession(account);
        if (!isStillSo.getAsBoolean()) {
            sessions.remove(opened.token());
            return Optional.empty();
        }
        older.filter(token -> token.kind() == BearerToken.Kind.SESSION).ifPresent(sessions::remove);
        succeeded.increment();
        SecurityLog.say(how, account.id(), network.name());
        return Optional.of(opened);
    }

    /**
     * Changes the password of an account. Every session of it ends, and the caller goes on with a new one.
     *
     * @param revokeTokens whether its API tokens end too
     * @throws Refused when {@code current} is not its password, after too many attempts, or when {@code wanted} is weak or the same;
     *     and when it has none, since only its provider vouches for the owner
     */
    public Opened changePassword(
            Account account, String current, String wanted, boolean revokeTokens, Network network) {
        if (!accounts.hasPassword(account)) {
            throw new Refused(
                    Reason.NO_PASSWORD,
                    "Your account has no password: you log in with your organisation's account, and change the password there.");
        }
        LoginName name = LoginName.parse(account.login());
        accounts.requireAnotherPassword(account, current, wanted);
        Accounts.Proof proof = proven(name, current, network);
        // Before, so that where Redis is away nothing changes; after, for what was opened in between.
        sessions.removeAll(account.id());
        if (!accounts.changePassword(proof, wanted, revokeTokens, network.name())) {
            throw failed(name, network);
        }
        sessions.removeAll(account.id());
        SecurityLog.say(SecurityEvent.PASSWORD_CHANGED, account.id(), network.name());
        return newSession(proof.account());
    }

    /**
     * Ends an account for good: every session everywhere, every API token, the account itself. The sessions go first, so that none
     * outlives it.
     *
     * @throws Refused when the password is not that of the account, after too many attempts, or when it is the last operator's
     */
    public void close(Account account, String password, Network network) {
        proven(LoginName.parse(account.login()), password, network);
        end(account, network);
    }

    /**
     * Ends an account without a password, as {@link #close} does.
     *
     * @param expiresAt of the caller's session, which tells when the caller logged in
     * @throws Refused when that is a while ago, or when it is the last operator's
     */
    public void closeAfterRecentLogin(Account account, Instant expiresAt, Network network) {
        Instant loggedIn = expiresAt.minus(settings.lifetime());
        if (loggedIn.plus(RECENT).isBefore(clock.instant())) {
            throw new Refused(
                    Reason.RECENT_LOGIN_REQUIRED,
                    "Your account has no password to confirm this with: log in again, and repeat it within %d minutes."
                            .formatted(RECENT.toMinutes()));
        }
        end(account, network);
    }

    private void end(Account account, Network network) {
        accounts.requireAnotherOperator(account);
        sessions.removeAll(account.id());
        accounts.close(account);
        // For a login in between.
        sessions.removeAll(account.id());
        SecurityLog.say(SecurityEvent.ACCOUNT_CLOSED, account.id(), network.name());
    }

    /** Ends all sessions of an account, on all devices. */
    public void logOutEverywhere(Account account) {
        sessions.removeAll(account.id());
        SecurityLog.say(SecurityEvent.LOGGED_OUT_EVERYWHERE, account.id());
    }

    private Accounts.Proof proven(LoginName name, String password, Network network) {
        limits.beforeLogin(name, network);
        if (password.length() > PasswordRules.LONGEST * 2) {
            throw failed(name, network);
        }
        Optional<Accounts.Proof> proof;
        try {
            proof = accounts.authenticate(name, password, network.name());
        } catch (RuntimeException notTried) {
            limits.notTried(name, network);
            throw notTried;
        }
        if (proof.isEmpty()) {
            throw failed(name, network);
        }
        limits.afterSuccess(name, network);
        return proof.get();
    }

    private Opened newSession(Account account) {
        BearerToken token = BearerToken.random(BearerToken.Kind.SESSION);
        LoginSession session = new LoginSession(
                account, clock.instant().plus(settings.lifetime()).truncatedTo(ChronoUnit.MILLIS));
        sessions.put(token, session);
        return new Opened(token, session);
    }

    private Refused failed(LoginName name, Network network) {
        failed.increment();
        SecurityLog.failed(name.key(), network.name());
        return new Refused(
                Reason.LOGIN_FAILED, "Login and password do not belong together: check both, and the caps lock key.");
    }
}
