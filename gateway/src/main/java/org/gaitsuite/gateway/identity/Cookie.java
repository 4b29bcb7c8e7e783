package org.gaitsuite.gateway.identity;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Reads one cookie of a request and leaves the others alone. */
final class Cookie {
    private Cookie() {}

    /** The first value that comes under {@code name}; null when there is none. */
    static @Nullable String of(HttpServerRequest request, String name) {
        for (String line : request.headers().getAll(HttpHeaders.COOKIE)) {
            String value = in(line, name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String in(String line, String name) {
        int from = 0;
        while (from < line.length()) {
            int semicolon = line.indexOf(';', from);
            int to = semicolon < 0 ? line.length() : semicolon;
            String pair = line.substring(from, to).strip();
            if (pair.startsWith(name) && pair.length() > name.length() && pair.charAt(name.length()) == '=') {
                return pair.substring(name.length() + 1);
            }
            from = to + 1;
        }
        return null;
    }
}
