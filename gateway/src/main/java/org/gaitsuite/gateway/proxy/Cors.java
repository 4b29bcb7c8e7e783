package org.gaitsuite.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import org.gaitsuite.gateway.GatewayConfig;

/**
 * Lets pages of listed sites call the API from browsers (the Fetch standard's CORS protocol). An origin is compared letter by letter: no patterns, no
 * {@code *}, no {@code null}. What a browser asks beforehand is answered here. Whether a change in the name of a cookie may pass is still
 * {@link SameOrigin}'s to say.
 */
final class Cors {
    private static final CharSequence EXPOSED = HttpHeaders.createOptimized(
            "X-Request-Id, Location, Retry-After, RateLimit, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset");
    private static final CharSequence REQUEST_HEADERS = HttpHeaders.createOptimized(
            "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Range, X-Request-Id, traceparent, tracestate");
    private static final CharSequence TEN_MINUTES = HttpHeaders.createOptimized("600");
    private static final CharSequence TRUE = HttpHeaders.createOptimized("true");

    private final Set<String> origins;
    private final Set<String> withCookies;

    /** Refuses settings that allow every origin or name cookies for an origin that is not allowed. */
    Cors(GatewayConfig.Cors config) {
        this.origins = Set.copyOf(config.origins().orElse(List.of()));
        this.withCookies = Set.copyOf(config.withCookies().orElse(List.of()));
        for (String origin : origins) {
            if (!origin.matches("https?://[a-z0-9.\\-\\[\\]:]+")) {
                throw new IllegalArgumentException(
                        "gait.gateway.cors.origins: '" + origin + "' is not an origin such as https://clinic.example");
            }
        }
        if (!origins.containsAll(withCookies)) {
            throw new IllegalArgumentException(
                    "gait.gateway.cors.with-cookies must all be in gait.gateway.cors.origins");
        }
    }

    /** Tells the browser what the page may read; answers, and returns true, where the browser only asks what it may send. */
    boolean answers(HttpServerRequest request, PublicApi.Resource resource) {
        if (origins.isEmpty()) {
            return false;
        }
        MultiMap headers = request.response().headers();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean asks = HttpMethod.OPTIONS.equals(request.method())
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (origin == null || !origins.contains(origin)) {
            return false;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (withCookies.contains(origin)) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
        }
        if (!asks) {
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            return false;
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, resource.allowed());
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, TEN_MINUTES);
        var _ = request.response().setStatusCode(204).end();
        return true;
    }
}
