package org.gaitsuite.gateway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.gaitsuite.gateway.problem.Problem;

/**
 * Answers a request that will not be passed on, possibly in the middle of its body. A client that is still sending must
 * get the chance to read the answer, and a connection that is closed with unread data loses it (RFC 9112, section 9.6);
 * so some more of the body is read and thrown away before the connection is closed.
 */
final class Refusal {
    private static final long DISCARD_BYTES = 8L << 20;
    private static final long DISCARD_MILLIS = 3_000;
    private static final long NO_ERROR = 0;

    private final HttpServerRequest request;
    private final Vertx vertx;
    private long discarded;

    private Refusal(HttpServerRequest request, Vertx vertx) {
        this.request = request;
        this.vertx = vertx;
    }

    /** Sends {@code problem}; no answer may have begun. */
    static void send(HttpServerRequest request, Vertx vertx, Problem problem, String requestId) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        Compression.off(response.headers());
        problem.endResponse(response, requestId);
        discardRest(request, vertx);
    }

    /** Reads what the client still sends after it got its answer, within bounds. */
    static void discardRest(HttpServerRequest request, Vertx vertx) {
        if (!request.isEnded()) {
            new Refusal(request, vertx).discard();
        }
    }

    private void discard() {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
            return;
        }
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            // The client waits to be asked for its body and may never send it: there is no telling what comes next.
            close();
            return;
        }
        long timer = vertx.setTimer(DISCARD_MILLIS, expired -> close());
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(complete -> vertx.cancelTimer(timer));
        request.handler(chunk -> {
            discarded += chunk.length();
            if (discarded > DISCARD_BYTES) {
                vertx.cancelTimer(timer);
                close();
            }
        });
        request.resume();
    }

    private void close() {
        var _ = request.connection().close();
    }
}
