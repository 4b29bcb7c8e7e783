package org.gaitsuite.gateway.entrance;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.gaitsuite.gateway.GatewayConfig;

/** What every answer tells browsers not to do. Names and values are made once: this runs for every request. */
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

    private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence TRANSPORT = HttpHeaders.createOptimized("strict-transport-security");
    private static final CharSequence FRAMES = HttpHeaders.createOptimized("x-frame-options");
    private static final CharSequence NOBODY = HttpHeaders.createOptimized("DENY");
    private static final CharSequence THIS_SITE = HttpHeaders.createOptimized("SAMEORIGIN");

    /** Pairs of name and value. */
    private static final CharSequence[] ALWAYS = optimized(
            "x-content-type-options", "nosniff",
            "cross-origin-resource-policy", "same-origin",
            "cross-origin-opener-policy", "same-origin",
            "referrer-policy", "same-origin",
            "x-permitted-cross-domain-policies", "none");

    private static final CharSequence FEATURES = HttpHeaders.createOptimized("permissions-policy");
    /** What scripts of the page may ask the browser for. Answers of the API run none. */
    private static final CharSequence FEW = HttpHeaders.createOptimized(
            "accelerometer=(), autoplay=(self), bluetooth=(), camera=(), display-capture=(),"
                    + " encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), hid=(), magnetometer=(),"
                    + " microphone=(), midi=(), payment=(), picture-in-picture=(self), publickey-credentials-get=(self),"
                    + " screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()");

    private final CharSequence transport;

    SecurityHeaders(GatewayConfig.StrictTransport transport) {
        this.transport = HttpHeaders.createOptimized("max-age="
                + transport.maxAge().toSeconds() + (transport.includeSubdomains() ? "; includeSubDomains" : ""));
    }

    /** Puts the headers on the answer to {@code request}. */
    void put(HttpServerRequest request, MultiMap headers, CharSequence policy) {
        for (int i = 0; i < ALWAYS.length; i += 2) {
            headers.set(ALWAYS[i], ALWAYS[i + 1]);
        }
        headers.set(POLICY, policy);
        boolean page = policy == PAGE_POLICY;
        if (page) {
            headers.set(FEATURES, FEW);
        }
        // For browsers that do not know frame-ancestors.
        headers.set(FRAMES, page ? NOBODY : THIS_SITE);
        if (request.isSSL() || "https".equals(request.scheme())) {
            headers.set(TRANSPORT, transport);
        }
    }

    private static CharSequence[] optimized(String... words) {
        CharSequence[] made = new CharSequence[words.length];
        for (int i = 0; i < words.length; i++) {
            made[i] = HttpHeaders.createOptimized(words[i]);
        }
        return made;
    }
}
