package org.gaitsuite.gateway.proxy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites' pages from changing things in the name of a logged-in browser (cross-site request forgery). Every
 * current browser says where a request comes from, in {@code Sec-Fetch-Site} or at least in {@code Origin}; a request
 * with neither was not made by a page, so nobody's browser was misused.
 *
 * <p>The rule is that of "Cross-Origin Request Forgery" by F. Valsorda (2025), also in Go's net/http.CrossOriginProtection.
 */
final class SameOrigin {
    private static final Set<HttpMethod> CHANGE_NOTHING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final CharSequence SEC_FETCH_SITE = HttpHeaders.createOptimized("sec-fetch-site");

    private final Set<String> trusted;

    SameOrigin(List<String> trustedOrigins) {
        this.trusted = Set.copyOf(
                trustedOrigins.stream().map(o -> o.toLowerCase(Locale.ROOT)).toList());
    }

    /** The foreign origin that asks for a change, in words for a person; null when the request may pass. */
    @Nullable
    String foreignOriginOf(HttpServerRequest request) {
        if (CHANGE_NOTHING.contains(request.method())) {
            return null;
        }
        String site = request.getHeader(SEC_FETCH_SITE);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && trusted.contains(origin.toLowerCase(Locale.ROOT))) {
            return null;
        }
        if (site != null) {
            boolean ownPage = site.equals("same-origin") || site.equals("none");
            return ownPage ? null : origin == null ? "another site" : origin;
        }
        return origin == null || isAt(origin, request.authority()) ? null : origin;
    }

    private static boolean isAt(String origin, @Nullable HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        try {
            URI from = URI.create(origin);
            int usual = "https".equals(from.getScheme()) ? 443 : 80;
            int fromPort = from.getPort() < 0 ? usual : from.getPort();
            int ownPort = authority.port() < 0 ? usual : authority.port();
            return authority.host().equalsIgnoreCase(from.getHost()) && fromPort == ownPort;
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
