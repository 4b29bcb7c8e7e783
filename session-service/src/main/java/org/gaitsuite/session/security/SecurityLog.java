package org.gaitsuite.session.security;

import java.util.UUID;
import org.gaitsuite.session.token.BearerToken;
import org.jboss.logging.Logger;

/**
 * One line an event, {@code event=… name=value …}, in the category {@code org.gaitsuite.session.security}. Accounts and
 * tokens are named by their ids; logins and networks by the first digits of their hash, which tell whether two lines
 * speak of the same one and not which it is. Safe for use by many threads.
 */
public final class SecurityLog {
    private static final Logger LOG = Logger.getLogger("org.gaitsuite.session.security");
    private static final int DIGITS = 12;

    private SecurityLog() {}

    /** An event at an account. */
    public static void say(SecurityEvent event, UUID account) {
        LOG.infof("event=%s account=%s", event.word(), account);
    }

    /** An event at an account, asked for from a network. */
    public static void say(SecurityEvent event, UUID account, String network) {
        LOG.infof("event=%s account=%s network=%s", event.word(), account, abbreviated(network));
    }

    /** An event at an API token of an account. */
    public static void say(SecurityEvent event, UUID account, UUID token) {
        LOG.infof("event=%s account=%s token=%s", event.word(), account, token);
    }

    /** A login that somebody tried in vain; whether it exists is not told. */
    public static void failed(String login, String network) {
        LOG.infof(
                "event=%s login=%s network=%s",
                SecurityEvent.LOGIN_FAILED.word(), abbreviated(login), abbreviated(network));
    }

    /**
     * A login by the provider that somebody tried in vain.
     *
     * @param refusal why, in a word
     */
    public static void failedAtProvider(String refusal, String network) {
        LOG.infof(
                "event=%s refusal=%s network=%s",
                SecurityEvent.PROVIDER_LOGIN_FAILED.word(), refusal, abbreviated(network));
    }

    /**
     * Too many attempts.
     *
     * @param limit which one was met, in a word
     * @param whose what was counted
     */
    public static void limited(String limit, String whose) {
        LOG.warnf("event=%s limit=%s of=%s", SecurityEvent.ATTEMPTS_LIMITED.word(), limit, abbreviated(whose));
    }

    private static String abbreviated(String text) {
        return BearerToken.sha256(text).substring(0, DIGITS);
    }
}
