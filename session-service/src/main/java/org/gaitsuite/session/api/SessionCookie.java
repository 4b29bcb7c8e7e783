package org.gaitsuite.session.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.gaitsuite.session.login.Logins;
import org.jboss.resteasy.reactive.RestResponse;

/** The cookie of the web page. The prefix makes browsers insist on Secure, on Path=/ and on this one host. */
final class SessionCookie {
    private static final String FORM = "__Host-gait-session=%s; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=%d";

    private SessionCookie() {}

    /** The answer to whoever has a new session. */
    static RestResponse<Bodies.OpenedSession> handOver(Logins.Opened opened, Duration life) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, Bodies.OpenedSession.of(opened))
                .header(HttpHeaders.SET_COOKIE, holding(opened.token().value(), life))
                .build();
    }

    static String holding(String token, Duration life) {
        return FORM.formatted(token, life.toSeconds());
    }

    static String cleared() {
        return FORM.formatted("", 0);
    }
}
