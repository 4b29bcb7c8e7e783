package org.gaitsuite.session.api;

import java.time.Duration;

/**
 * What a browser keeps on its way to the provider and back. Lax, because the return is a navigation that the provider's page begins. The
 * gateway passes it on for the return alone.
 */
final class ProviderCookie {
    /** How the gateway passes it on. */
    static final String HEADER = "X-Gait-Login-Attempt";

    private static final String FORM = "__Host-gait-login=%s; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=%d";

    private ProviderCookie() {}

    static String holding(String attempt, Duration life) {
        return FORM.formatted(attempt, life.toSeconds());
    }

    static String cleared() {
        return FORM.formatted("", 0);
    }
}
