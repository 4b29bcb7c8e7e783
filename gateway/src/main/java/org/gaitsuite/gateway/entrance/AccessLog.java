package org.gaitsuite.gateway.entrance;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * One line for each request: method, path, status, milliseconds, request id. No query, no header, no address: those can
 * hold names and tokens.
 */
final class AccessLog {
    private static final Logger LOG = Logger.getLogger("org.gaitsuite.gateway.access");

    private AccessLog() {}

    /** Writes the line when {@code context} ends. */
    static void follow(RoutingContext context, String path, String requestId) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        long begin = System.nanoTime();
        context.addEndHandler(ended -> {
            HttpServerRequest request = context.request();
            long millis = (System.nanoTime() - begin) / 1_000_000;
            String outcome =
                    ended.succeeded() ? Integer.toString(context.response().getStatusCode()) : "broken-off";
            LOG.infof("%s %s %s %dms %s", request.method(), printable(path), outcome, millis, requestId);
        });
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
