package org.gaitsuite.session.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.gaitsuite.session.account.LoginName;
import org.gaitsuite.session.refusal.Reason;
import org.gaitsuite.session.refusal.Refused;
import org.gaitsuite.session.token.BearerToken;

/**
 * Slows down guessing. An attempt is counted before the password is looked at, so that many at once gain nothing, and
 * whether the login exists or not, so that the limit tells nothing. Login and address are kept as hashes only.
 */
@ApplicationScoped
public class AttemptLimits {
    private final AttemptCounter counter;
    private final LoginSettings settings;

    AttemptLimits(AttemptCounter counter, LoginSettings settings) {
        this.counter = counter;
        this.settings = settings;
    }

    /**
     * Counts a login that is about to be tried.
     *
     * @throws Refused when there were too many
     */
    void beforeLogin(LoginName login, String address) {
        count(ofAddress(address), settings.attemptsPerAddress(), "failed logins from your network");
        count(ofLogin(login), settings.attemptsPerLogin(), "failed logins with this login");
    }

    /** The login succeeded: it was no guess. */
    void afterSuccess(LoginName login, String address) {
        counter.forget(ofLogin(login));
        counter.takeBack(ofAddress(address));
    }

    /**
     * Counts a login by the provider that is about to be tried, so that nobody has the provider asked over and over.
     *
     * @throws Refused when there were too many
     */
    public void beforeProviderLogin(String address) {
        count(ofAddress(address), settings.attemptsPerAddress(), "failed logins from your network");
    }

    /** The login by the provider succeeded. */
    public void afterProviderLogin(String address) {
        counter.takeBack(ofAddress(address));
    }

    /**
     * Counts a registration.
     *
     * @throws Refused when there were too many
     */
    public void beforeRegistration(String address) {
        count(
                "registration:" + BearerToken.sha256(address),
                settings.registrationsPerAddress(),
                "registrations from your network");
    }

    private void count(String key, int most, String what) {
        AttemptCounter.Count count = counter.count(key, settings.attemptWindow());
        if (count.attempts() > most) {
            Duration wait = count.left().plusSeconds(1);
            throw new Refused(
                    Reason.TOO_MANY_ATTEMPTS,
                    "There were too many %s: please wait %d minutes.".formatted(what, wait.toMinutes() + 1),
                    wait);
        }
    }

    private static String ofLogin(LoginName login) {
        return "login:" + BearerToken.sha256(login.key());
    }

    private static String ofAddress(String address) {
        return "address:" + BearerToken.sha256(address);
    }
}
