package org.gaitsuite.session.refusal;

/** Why a request is refused. */
public enum Reason {
    /** A value is missing or out of bounds. */
    INVALID_PARAMETER,
    /** The password is too short, too long, too common or equal to the login. */
    WEAK_PASSWORD,
    /** Somebody has the login already. */
    LOGIN_TAKEN,
    /** Unknown login or wrong password; which of them is not told. */
    LOGIN_FAILED,
    /** Too many tries in too short a time. */
    TOO_MANY_ATTEMPTS,
    /** The call needs a token and has none. */
    SESSION_REQUIRED,
    /** The token is not, or no longer, valid. */
    SESSION_EXPIRED,
    /** The caller is known and may not do this. */
    FORBIDDEN,
    /** The caller is known, but logged in too long ago for this. */
    RECENT_LOGIN_REQUIRED,
    /** The account has no password that could be changed. */
    NO_PASSWORD,
    /** Nobody could look after the service without this account. */
    LAST_OPERATOR,
    /** There is no such thing, or it is somebody else's. */
    NOT_FOUND,
    /** The service has more to do than it can; soon it will be well. */
    BUSY
}
