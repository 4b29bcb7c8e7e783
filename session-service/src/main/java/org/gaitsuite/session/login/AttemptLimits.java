package org.gaitsuite.session.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.gaitsuite.session.account.LoginName;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.security.SecurityLog;
import org.gaitsuite.session.token.BearerToken;

/**
 * Slows down guessing. An attempt is counted before the password is looked at, so that many at once gain nothing, and
 * whether the login exists or not, so that the limit tells nothing. Login and network are kept as hashes only.
 *
 * <p>Three counts, since one cannot be fair: a low one for a login from one network, so that a stranger who guesses shuts
 * out themselves and not the owner elsewhere; one for a network over all logins, against trying one password on many; and a
 * high one for a login over all networks, against guessing from many places at once. The last one alone can shut an owner
 * out, and it takes many networks to reach it. An attempt that a limit refuses counts at that limit only.
 */
@ApplicationScoped
public class AttemptLimits {
    private final AttemptCounter counter;
    private final LoginSettings settings;

    AttemptLimits(AttemptCounter counter, LoginSettings settings) {
        this.counter = counter;
        this.settings = settings;
    }

    private record Limit(String name, String whose, int most, String sentence) {
        String key() {
            return name + ":" + BearerToken.sha256(whose);
        }

        AttemptCounter.Bound bound() {
            return new AttemptCounter.Bound(key(), most);
        }
    }

    /**
     * Counts a password that is about to be looked at.
     *
     * @throws Refused when there were too many
     */
    void beforeLogin(LoginName login, Network network) {
        count(ofNetwork(network), ofLoginAndNetwork(login, network), ofLogin(login));
    }

    /** The password was the right one: it was no guess, and those before it were slips of the owner. */
    void afterSuccess(LoginName login, Network network) {
        counter.takeBack(
                List.of(ofLogin(login).key(), ofNetwork(network).key()),
                List.of(ofLoginAndNetwork(login, network).key()));
    }

    /** The password was not looked at, since there was no room or a part was away. */
    void notTried(LoginName login, Network network) {
        takeBack(ofLoginAndNetwork(login, network), ofLogin(login), ofNetwork(network));
    }

    /**
     * Counts a code that the provider is about to be asked of, so that nobody has it asked over and over.
     *
     * @throws Refused when there were too many
     */
    public void beforeProviderLogin(Network network) {
        count(ofNetwork(network));
    }

    /** The code was a good one, or was not looked at: it was no guess. */
    public void noGuess(Network network) {
        takeBack(ofNetwork(network));
    }

    /**
     * Registers, if there were not too many registrations from a network. That a login is taken is told to whoever wants it,
     * since they have to choose another; it is told so often and no more, so that nobody finds out by it who has an account.
     *
     * @throws Refused when there were too many, or as {@code registration} throws
     */
    public <T> T registering(Network network, Supplier<T> registration) {
        count(new Limit(
                "registration", network.name(), settings.registrationsPerAddress(), "registrations from your network"));
        Limit taken = new Limit(
                "taken", network.name(), settings.takenLoginsPerAddress(), "registrations with a login that is taken");
        count(taken);
        boolean foundOut = false;
        try {
            return registration.get();
        } catch (Refused refused) {
            foundOut = refused.reason() == Reason.LOGIN_TAKEN;
            throw refused;
        } finally {
            if (!foundOut) {
                takeBack(taken);
            }
        }
    }

    private void count(Limit... limits) {
        counter.count(Arrays.stream(limits).map(Limit::bound).toList(), settings.attemptWindow())
                .ifPresent(excess -> {
                    throw refusal(limits[excess.bound()], excess);
                });
    }

    private void takeBack(Limit... limits) {
        counter.takeBack(Arrays.stream(limits).map(Limit::key).toList(), List.of());
    }

    private static Refused refusal(Limit limit, AttemptCounter.Excess excess) {
        if (excess.attempts() == limit.most() + 1) {
            SecurityLog.limited(limit.name(), limit.whose());
        }
        Duration wait = excess.left().plusSeconds(1);
        return new Refused(
                Reason.TOO_MANY_ATTEMPTS,
                "There were too many %s: please wait %d minutes.".formatted(limit.sentence(), wait.toMinutes() + 1),
                wait);
    }

    private Limit ofNetwork(Network network) {
        return new Limit("address", network.name(), settings.attemptsPerAddress(), "failed logins from your network");
    }

    private Limit ofLoginAndNetwork(LoginName login, Network network) {
        // No login holds a blank.
        return new Limit(
                "login-and-address",
                login.key() + " " + network.name(),
                settings.attemptsPerLoginAndAddress(),
                "failed logins with this login from your network");
    }

    private Limit ofLogin(LoginName login) {
        return new Limit("login", login.key(), settings.attemptsPerLogin(), "failed logins with this login");
    }
}
