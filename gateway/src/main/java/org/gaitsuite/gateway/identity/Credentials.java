package org.gaitsuite.gateway.identity;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The token that came with a request.
 *
 * @param token as the client sent it; a secret, never to be logged
 * @param source where it was found, which decides whether a browser may have added it unasked
 */
public record Credentials(String token, Source source) {
    /** The cookie that holds a browser's session. */
    public static final String COOKIE = "__Host-gait-session";

    private static final int LONGEST_TOKEN = 512;

    /** Where a token was found. */
    public enum Source {
        /** {@code Authorization: Bearer}, which no browser adds by itself. */
        BEARER,
        /** The session cookie, which a browser adds to every request. */
        COOKIE
    }

    /** The token of {@code request}, a bearer token before a cookie; null when there is none. */
    public static @Nullable Credentials of(HttpServerRequest request) {
        String authorization = request.headers().get(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return new Credentials(authorization.substring("bearer ".length()).strip(), Source.BEARER);
        }
        String cookie = Cookie.of(request, COOKIE);
        return cookie == null ? null : new Credentials(cookie, Source.COOKIE);
    }

    /** Whether the token can be one of ours at all: short and of visible characters. */
    public boolean isWellFormed() {
        return !token.isEmpty()
                && token.length() <= LONGEST_TOKEN
                && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public String toString() {
        return "Credentials[" + source + "]";
    }
}
