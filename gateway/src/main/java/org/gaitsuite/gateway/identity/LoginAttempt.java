package org.gaitsuite.gateway.identity;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a browser keeps while it is at its organisation's login provider. session-service makes it, and reads it when the browser is back. */
public final class LoginAttempt {
    /** The cookie that holds it. */
    public static final String COOKIE = "__Host-gait-login";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,2048}");

    private LoginAttempt() {}

    /** What {@code request} holds of it; null when that is nothing, or nothing that session-service could have made. */
    public static @Nullable String of(HttpServerRequest request) {
        String value = Cookie.of(request, COOKIE);
        return value != null && FORM.matcher(value).matches() ? value : null;
    }
}
