package org.gaitsuite.session.api;

import java.time.Duration;

/** The cookie of the web page. The prefix makes browsers insist on Secure, on Path=/ and on this one host. */
final class SessionCookie {
    private static final String FORM = "__Host-gait-session=%s; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=%d";

    private SessionCookie() {}

    static String holding(String token, Duration life) {
        return FORM.formatted(token, life.toSeconds());
    }

    static String cleared() {
        return FORM.formatted("", 0);
    }
}
