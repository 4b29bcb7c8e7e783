package org.gaitsuite.session.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.ProvidedAccounts;
import org.gaitsuite.session.login.AttemptLimits;
import org.gaitsuite.session.login.Logins;
import org.gaitsuite.session.login.Network;
import org.gaitsuite.session.login.SessionStore;
import org.gaitsuite.session.security.SecurityEvent;
import org.gaitsuite.session.security.SecurityLog;
import org.gaitsuite.session.token.BearerToken;
import org.jspecify.annotations.Nullable;

/** Logging in by the provider: there and back again. Calls block on the provider, SQL and Redis. */
@ApplicationScoped
public class ProviderLogins {
    /** Time in which somebody has to come back from the provider. */
    public static final Duration LIFE = LoginAttempt.LIFE;

    private final Provider provider;
    private final OidcSettings settings;
    private final ProvidedAccounts accounts;
    private final Logins logins;
    private final SessionStore sessions;
    private final AttemptLimits limits;
    private final Clock clock = Clock.systemUTC();

    ProviderLogins(
            Provider provider,
            OidcSettings settings,
            ProvidedAccounts accounts,
            Logins logins,
            SessionStore sessions,
            AttemptLimits limits) {
        this.provider = provider;
        this.settings = settings;
        this.accounts = accounts;
        this.logins = logins;
        this.sessions = sessions;
        this.limits = limits;
    }

    /**
     * An attempt on its way.
     *
     * @param provider where the browser goes
     * @param cookie what it keeps meanwhile
     */
    public record Begun(URI provider, String cookie) {}

    /**
     * An attempt that came back well.
     *
     * @param opened the session, as after a password
     * @param returnTo where in the web page it goes on
     */
    public record Finished(Logins.Opened opened, String returnTo) {}

    /**
     * What a browser brought back.
     *
     * @param cookie what it kept
     * @param state which attempt the provider answers
     * @param code where the person logged in
     * @param error where not
     */
    public record Return(
            @Nullable String cookie,
            @Nullable String state,
            @Nullable String code,
            @Nullable String error) {}

    /**
     * Begins an attempt.
     *
     * @param returnTo where in the web page to go on; anything else than a path of it is the start page
     * @throws ProviderRefused when the provider is away
     */
    public Begun begin(@Nullable String returnTo) {
        LoginAttempt attempt = LoginAttempt.begin(returnTo, clock.instant());
        return new Begun(provider.addressFor(attempt), attempt.cookie());
    }

    /**
     * Ends an attempt with a session.
     *
     * @param network where the request comes from, to limit what is asked of the provider
     * @param older the session that the same browser had; it ends, whosever it was
     * @throws ProviderRefused when it does not end well
     * @throws org.gaitsuite.session.refusal.Refused after too many attempts
     */
    public Finished finish(Return brought, Network network, Optional<BearerToken> older) {
        try {
            return finished(brought, network, older);
        } catch (ProviderRefused refused) {
            SecurityLog.failedAtProvider(refused.refusal().word(), network.name());
            throw refused;
        }
    }

    private Finished finished(Return brought, Network network, Optional<BearerToken> older) {
        Instant now = clock.instant();
        LoginAttempt attempt = LoginAttempt.parse(brought.cookie())
                .filter(kept -> kept.sent(brought.state()))
                .orElseThrow(() -> new ProviderRefused(
                        ProviderRefusal.NOT_BEGUN_HERE, "the state does not belong to an attempt of this browser"));
        if (attempt.isOver(now)) {
            throw new ProviderRefused(ProviderRefusal.EXPIRED, "the attempt began at " + attempt.began());
        }
        String code = brought.code();
        if (code == null || brought.error() != null) {
            throw new ProviderRefused(ProviderRefusal.DENIED, "the provider said " + word(brought.error()));
        }
        ProviderProof proof = proven(code, attempt, network);
        Account account = accountOf(proof, network);
        Logins.Opened opened = logins.open(
                        account, () -> isStill(account, proof), SecurityEvent.PROVIDER_LOGIN_SUCCEEDED, network, older)
                .orElseThrow(() -> new ProviderRefused(
                        ProviderRefusal.EXPIRED, "the account was closed, or got other roles, at the same moment"));
        return new Finished(opened, attempt.returnTo());
    }

    private ProviderProof proven(String code, LoginAttempt attempt, Network network) {
        limits.beforeProviderLogin(network);
        boolean guessed = false;
        try {
            return provider.exchange(code, attempt);
        } catch (ProviderRefused refused) {
            // A provider that is away has not looked at it; its outage shall not shut a whole network out.
            guessed = refused.refusal() != ProviderRefusal.PROVIDER_AWAY;
            throw refused;
        } finally {
            if (!guessed) {
                limits.noGuess(network);
            }
        }
    }

    private boolean isStill(Account account, ProviderProof proof) {
        return accounts.find(proof.identity())
                .filter(now -> now.id().equals(account.id()) && now.roles().equals(account.roles()))
                .isPresent();
    }

    private Account accountOf(ProviderProof proof, Network network) {
        Optional<Account> known = accounts.find(proof.identity());
        if (known.isEmpty()) {
            if (!settings.createAccounts()) {
                throw new ProviderRefused(
                        ProviderRefusal.NOT_ALLOWED,
                        "somebody without an account came, and gait.oidc.create-accounts is false");
            }
            Account made = accounts.create(proof.identity(), proof.login(), proof.name(), proof.roles());
            SecurityLog.say(SecurityEvent.ACCOUNT_REGISTERED, made.id(), network.name());
            return made;
        }
        Account account = known.get();
        if (account.roles().equals(proof.roles())) {
            return account;
        }
        // Sessions hold the roles of their login: those with other roles than now end. Before, so that where Redis is
        // away nothing changes and the next login tries again; after, for what was opened in between.
        sessions.removeAll(account.id());
        Account changed = accounts.withRoles(account, proof.roles());
        sessions.removeAll(account.id());
        SecurityLog.say(SecurityEvent.ROLES_CHANGED, account.id(), network.name());
        return changed;
    }

    /** The provider's error code, from a query that anybody may write. */
    private static String word(@Nullable String error) {
        return error != null && error.matches("[a-z_]{1,64}") ? error : "nothing that can be understood";
    }
}
