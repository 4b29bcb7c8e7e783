package org.gaitsuite.gateway.entrance;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What every answer tells browsers not to do. */
final class SecurityHeaders {
    /** The page loads nothing but this site's own files, and nobody may frame it. */
    static final CharSequence PAGE_POLICY = HttpHeaders.createOptimized(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " media-src 'self' blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'");

    /** Answers of the API are data: even an SVG or a film that is opened by itself runs nothing. */
    static final CharSequence DATA_POLICY = HttpHeaders.createOptimized(
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self';"
                    + " object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'");

    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence RESOURCE_POLICY = HttpHeaders.createOptimized("cross-origin-resource-policy");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence TRANSPORT = HttpHeaders.createOptimized("strict-transport-security");

    private static final CharSequence NOT_SNIFFED = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

    private SecurityHeaders() {}

    /** Puts the headers on the answer to {@code request}. */
    static void put(HttpServerRequest request, MultiMap headers, CharSequence policy) {
        headers.set(NO_SNIFF, NOT_SNIFFED);
        headers.set(POLICY, policy);
        headers.set(RESOURCE_POLICY, SAME_ORIGIN);
        headers.set(REFERRER_POLICY, SAME_ORIGIN);
        if (request.isSSL() || "https".equals(request.scheme())) {
            headers.set(TRANSPORT, A_YEAR);
        }
    }
}
