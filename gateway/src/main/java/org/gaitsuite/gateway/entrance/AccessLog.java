package org.gaitsuite.gateway.entrance;

import io.vertx.core.http.HttpMethod;
import org.jboss.logging.Logger;

/**
 * One line for each request: method, path, status, milliseconds, request id. No query, no header, no address: those can
 * hold names and tokens.
 */
final class AccessLog {
    private static final Logger LOG = Logger.getLogger("org.gaitsuite.gateway.access");

    private AccessLog() {}

    /** Writes the line of a request that has ended. */
    static void write(HttpMethod method, String path, int status, long nanos, String requestId) {
        if (LOG.isInfoEnabled()) {
            LOG.infof("%s %s %d %dms %s", method, printable(path), status, nanos / 1_000_000, requestId);
        }
    }

    private static String printable(String path) {
        StringBuilder line = new StringBuilder(path.length());
        for (int i = 0; i < path.length() && i < 200; i++) {
            char c = path.charAt(i);
            line.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return line.toString();
    }
}
