package org.gaitsuite.session.security;

import java.util.Locale;

/** What an operator may want to know or be alarmed by. */
public enum SecurityEvent {
    /** An account was registered. */
    ACCOUNT_REGISTERED,
    /** An account was closed by its owner, with its sessions and tokens. */
    ACCOUNT_CLOSED,
    /** Login and password belonged together. */
    LOGIN_SUCCEEDED,
    /** They did not, or there is no such login. */
    LOGIN_FAILED,
    /** The organisation's provider vouched for somebody. */
    PROVIDER_LOGIN_SUCCEEDED,
    /** It did not, or not so that it holds here. */
    PROVIDER_LOGIN_FAILED,
    /** The provider says that somebody may do something else than before, and every earlier session ended. */
    ROLES_CHANGED,
    /** From now on attempts are refused for a while; said once, however many are. */
    ATTEMPTS_LIMITED,
    /** A password was changed, and every other session ended. */
    PASSWORD_CHANGED,
    /** Every session of an account was ended by its owner. */
    LOGGED_OUT_EVERYWHERE,
    /** An API token was made. */
    TOKEN_ISSUED,
    /** An API token was ended by its owner. */
    TOKEN_REVOKED;

    /** As written in the log: lower case with dashes. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
