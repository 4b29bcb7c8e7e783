package org.gaitsuite.gateway.entrance;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import org.gaitsuite.gateway.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that no browser and no library makes, before any room looks at them: targets other than a path of this site, paths
 * with characters that someone behind might read as something else, and hosts that are none.
 */
final class WellFormed {
    private static final int LONGEST_HOST = 255;

    private WellFormed() {}

    /** What is wrong with {@code request}; null when nothing is. */
    static @Nullable Problem problemOf(HttpServerRequest request) {
        String target = request.uri();
        if (target == null || target.isEmpty() || target.charAt(0) != '/') {
            return Problem.malformed("The target of a request must be a path that begins with '/'.");
        }
        if (HttpMethod.TRACE.equals(request.method()) || HttpMethod.CONNECT.equals(request.method())) {
            return new Problem(405, "method-not-allowed", "Method not allowed", "This method is not answered here.");
        }
        if (!isPlain(target)) {
            return Problem.malformed("The path has a character that must not be there.");
        }
        return problemOfHost(request);
    }

    private static @Nullable Problem problemOfHost(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (request.version() == HttpVersion.HTTP_2) {
            String authority = textOf(request.authority());
            if (authority == null && hosts.isEmpty()) {
                return Problem.malformed("The request names no host.");
            }
            if (authority != null && hosts.stream().anyMatch(host -> !host.equalsIgnoreCase(authority))) {
                return Problem.malformed("The request names two hosts.");
            }
            return isHost(authority == null ? hosts.getFirst() : authority)
                    ? null
                    : Problem.malformed("The host is not the name of one.");
        }
        // Behind a load balancer the framework puts an empty one where a request of HTTP/1.0, such as a probe for
        // health, has none.
        if (hosts.isEmpty() || (hosts.size() == 1 && hosts.getFirst().isEmpty())) {
            return request.version() == HttpVersion.HTTP_1_0 ? null : Problem.malformed("The request names no host.");
        }
        if (hosts.size() > 1) {
            return Problem.malformed("The request names two hosts.");
        }
        return isHost(hosts.getFirst()) ? null : Problem.malformed("The host is not the name of one.");
    }

    private static @Nullable String textOf(@Nullable HostAndPort authority) {
        if (authority == null) {
            return null;
        }
        return authority.port() < 0 ? authority.host() : authority.host() + ':' + authority.port();
    }

    /** A name, an IPv4 address or an IPv6 address in brackets, perhaps with a port; no user, no path. */
    private static boolean isHost(String host) {
        if (host.isEmpty() || host.length() > LONGEST_HOST) {
            return false;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "-._:[]".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Escaped slashes, backslashes and NUL, and any of them bare, mean nothing in the addresses of this site. */
    private static boolean isPlain(String target) {
        int end = target.indexOf('?');
        int length = end < 0 ? target.length() : end;
        for (int i = 0; i < length; i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\' || c == '#') {
                return false;
            }
            if (c == '%' && isDangerous(target, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDangerous(String target, int percent) {
        if (percent + 2 >= target.length()) {
            return true;
        }
        String escaped = target.substring(percent + 1, percent + 3).toLowerCase(Locale.ROOT);
        return escaped.equals("00")
                || escaped.equals("2f")
                || escaped.equals("5c")
                || escaped.equals("0a")
                || escaped.equals("0d");
    }
}
