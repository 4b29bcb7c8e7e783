package org.gaitsuite.session.api;

import java.util.Locale;
import org.gaitsuite.session.refusal.Reason;

/** The kinds of problem documents; the name in lower case with dashes ends the {@code type}. */
public enum ProblemType {
    INVALID_PARAMETER(400, "A value is missing or out of bounds"),
    WEAK_PASSWORD(400, "The password is too weak"),
    SESSION_REQUIRED(401, "Logging in is required"),
    SESSION_EXPIRED(401, "The session has ended"),
    LOGIN_FAILED(401, "The login failed"),
    GATEWAY_REQUIRED(401, "Only the gateway may call this service"),
    FORBIDDEN(403, "This is not allowed"),
    RECENT_LOGIN_REQUIRED(403, "A recent login is required"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    NOT_ACCEPTABLE(406, "Only JSON can be had here"),
    LOGIN_TAKEN(409, "The login is taken"),
    NO_PASSWORD(409, "The account has no password"),
    LAST_OPERATOR(409, "The last operator cannot go"),
    REQUEST_TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not JSON"),
    TOO_MANY_ATTEMPTS(429, "Too many attempts"),
    INTERNAL_ERROR(500, "Something went wrong here"),
    TEMPORARILY_UNAVAILABLE(503, "A part of the service is not available at the moment");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String urn() {
        return "urn:gait-suite:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ProblemType of(Reason reason) {
        return switch (reason) {
            case INVALID_PARAMETER -> INVALID_PARAMETER;
            case WEAK_PASSWORD -> WEAK_PASSWORD;
            case LOGIN_TAKEN -> LOGIN_TAKEN;
            case LOGIN_FAILED -> LOGIN_FAILED;
            case TOO_MANY_ATTEMPTS -> TOO_MANY_ATTEMPTS;
            case SESSION_REQUIRED -> SESSION_REQUIRED;
            case SESSION_EXPIRED -> SESSION_EXPIRED;
            case FORBIDDEN -> FORBIDDEN;
            case RECENT_LOGIN_REQUIRED -> RECENT_LOGIN_REQUIRED;
            case NO_PASSWORD -> NO_PASSWORD;
            case LAST_OPERATOR -> LAST_OPERATOR;
            case NOT_FOUND -> NOT_FOUND;
            case BUSY -> TEMPORARILY_UNAVAILABLE;
        };
    }

    /** For what the framework refuses by itself. */
    static ProblemType ofFrameworkStatus(int status) {
        return switch (status) {
            case 401 -> GATEWAY_REQUIRED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> REQUEST_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> status >= 400 && status < 500 ? INVALID_PARAMETER : INTERNAL_ERROR;
        };
    }
}
