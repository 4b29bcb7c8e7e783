package org.gaitsuite.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers pass through the gateway, and which it replaces with its own. */
final class Headers {
    static final String SESSION_TOKEN = "X-Gait-Session";
    static final String LOGIN_ATTEMPT = "X-Gait-Login-Attempt";
    static final String REQUEST_ID = "X-Request-Id";

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

    private static final Set<String> NOT_PASSED_IN = with(
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

    private static final Set<String> NOT_PASSED_OUT = with(
            OF_ONE_CONNECTION,
            "server",
            "x-powered-by",
            "x-request-id",
            "x-content-type-options",
            "x-frame-options",
            "strict-transport-security",
            "content-security-policy",
            "cross-origin-resource-policy",
            "referrer-policy");

    private Headers() {}

    /** Copies what a service behind may see of the client's headers, and adds where the request came from. */
    static void passIn(HttpServerRequest from, MultiMap to, String requestId) {
        Set<String> named = namedInConnection(from.headers());
        for (Map.Entry<String, String> header : from.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean ours = NOT_PASSED_IN.contains(name) || name.startsWith("x-gait-") || name.startsWith(":");
            if (!ours && !named.contains(name)) {
                to.add(name, header.getValue());
            }
        }
        to.set(REQUEST_ID, requestId);
        SocketAddress client = from.remoteAddress();
        if (client != null && client.hostAddress() != null) {
            to.set("X-Forwarded-For", client.hostAddress());
        }
        to.set("X-Forwarded-Proto", from.isSSL() ? "https" : from.scheme() == null ? "http" : from.scheme());
        HostAndPort authority = from.authority();
        if (authority != null) {
            to.set("X-Forwarded-Host", authority.toString());
        }
    }

    /** Copies what a client may see of a service's headers; those that the gateway sets on every answer stay its own. */
    static void passOut(MultiMap from, MultiMap to) {
        Set<String> named = namedInConnection(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!NOT_PASSED_OUT.contains(name) && !name.startsWith("x-gait-") && !named.contains(name)) {
                to.add(name, header.getValue());
            }
        }
        if (!to.contains(HttpHeaders.CACHE_CONTROL)) {
            to.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
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

    private static Set<String> with(List<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
