package org.gaitsuite.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.net.HostAndPort;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Which headers pass through the gateway, and which it replaces with its own. */
final class Headers {
    /** Beginning of the names by which the services and the gateway talk to each other. */
    private static final String OURS = "X-Gait-";

    static final CharSequence SESSION_TOKEN = HttpHeaders.createOptimized("X-Gait-Session");
    static final CharSequence LOGIN_ATTEMPT = HttpHeaders.createOptimized("X-Gait-Login-Attempt");
    static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
    static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");
    private static final CharSequence FORWARDED_PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
    private static final CharSequence FORWARDED_HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
    private static final CharSequence HTTP = HttpHeaders.createOptimized("http");
    private static final CharSequence HTTPS = HttpHeaders.createOptimized("https");

    /** Meant for one connection only (RFC 9110, section 7.6.1), or for framing, which each side does for itself. */
    private static final List<String> OF_ONE_CONNECTION = List.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private static final MultiMap NOT_PASSED_IN = names(
            OF_ONE_CONNECTION,
            "host",
            "content-length",
            "expect",
            // Secrets of the caller: the services behind learn from the gateway who calls.
            "authorization",
            "cookie",
            // Said by the gateway itself.
            "x-request-id",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-real-ip",
            // The gateway compresses.
            "accept-encoding");

    private static final MultiMap NOT_PASSED_OUT = names(
            OF_ONE_CONNECTION,
            "server",
            "x-powered-by",
            "x-request-id",
            "x-content-type-options",
            "x-frame-options",
            "strict-transport-security",
            "content-security-policy",
            "cross-origin-resource-policy",
            "cross-origin-opener-policy",
            "permissions-policy",
            "referrer-policy",
            "x-permitted-cross-domain-policies",
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-expose-headers",
            "access-control-max-age");

    private Headers() {}

    /** Copies what a service behind may see of the client's headers, and adds how the request came. */
    static void passIn(HttpServerRequest from, MultiMap to, String requestId) {
        Set<String> named = namedInConnection(from.headers());
        each(from.headers(), (name, value) -> {
            boolean ours = NOT_PASSED_IN.contains(name) || isOurs(name) || name.charAt(0) == ':';
            if (!ours && !isNamed(named, name)) {
                to.add(name, value);
            }
        });
        to.set(REQUEST_ID, requestId);
        to.set(FORWARDED_PROTO, from.isSSL() || "https".equals(from.scheme()) ? HTTPS : HTTP);
        HostAndPort authority = from.authority();
        if (authority != null) {
            to.set(FORWARDED_HOST, authority.toString());
        }
    }

    /** Copies what a client may see of a service's headers; those that the gateway sets on every answer stay its own. */
    static void passOut(MultiMap from, MultiMap to) {
        Set<String> named = namedInConnection(from);
        each(from, (name, value) -> {
            if (!NOT_PASSED_OUT.contains(name) && !isOurs(name) && !isNamed(named, name)) {
                to.add(name, value);
            }
        });
        if (!to.contains(HttpHeaders.CACHE_CONTROL)) {
            to.set(HttpHeaders.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        }
    }

    /** Goes through {@code headers}; those of HTTP/1 as they were read, because strings made of their names are dear to look up and check. */
    private static void each(MultiMap headers, BiConsumer<CharSequence, CharSequence> use) {
        if (headers instanceof HeadersMultiMap asRead) {
            Iterator<Map.Entry<CharSequence, CharSequence>> all = asRead.iteratorCharSequence();
            while (all.hasNext()) {
                Map.Entry<CharSequence, CharSequence> header = all.next();
                use.accept(header.getKey(), header.getValue());
            }
        } else {
            headers.forEach(header -> use.accept(header.getKey(), header.getValue()));
        }
    }

    /** Whether it is one by which the services and the gateway talk to each other. */
    private static boolean isOurs(CharSequence name) {
        return AsciiString.regionMatches(name, true, 0, OURS, 0, OURS.length());
    }

    private static boolean isNamed(Set<String> named, CharSequence name) {
        return !named.isEmpty() && named.contains(name.toString().toLowerCase(Locale.ROOT));
    }

    private static Set<String> namedInConnection(MultiMap headers) {
        String connection = headers.get(HttpHeaders.CONNECTION);
        if (connection == null || connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String line : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String name : line.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    /** Names to look up whatever their case, without making another string of each. */
    private static MultiMap names(List<String> some, String... more) {
        MultiMap names = MultiMap.caseInsensitiveMultiMap();
        some.forEach(name -> names.set(name, ""));
        for (String name : more) {
            names.set(name, "");
        }
        return names;
    }
}
