package org.gaitsuite.gateway.proxy;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.gaitsuite.gateway.problem.Problem;
import org.gaitsuite.gateway.upstream.Service;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a service and the answer on its way back. Both bodies stream: at most a few buffers are held
 * whatever their length, because each side is paused while the other is full. The request is sent once at most.
 *
 * <p>Used on one event loop only.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Service service;
    private final Bounds bounds;
    private final EventStreams streams;
    private final Context context;
    private final String requestId;
    private final boolean hasBody;

    private @Nullable HttpClientRequest passedOn;
    private long timer;
    private long lastMoveNanos;
    private long received;
    private boolean awaitingClient;
    private boolean answered;
    private boolean eventStream;
    private boolean done;

    /**
     * What an exchange must keep to.
     *
     * @param bodyBytes longest body of the request
     * @param stall longest time without a byte either way
     * @param compressed whether text in the answer may be compressed
     */
    record Bounds(long bodyBytes, Duration stall, boolean compressed) {}

    /** The request must be paused if it has a body. */
    Exchange(
            HttpServerRequest request,
            Vertx vertx,
            Service service,
            Bounds bounds,
            EventStreams streams,
            String requestId) {
        this.request = request;
        this.response = request.response();
        this.vertx = vertx;
        this.service = service;
        this.bounds = bounds;
        this.streams = streams;
        this.context = vertx.getOrCreateContext();
        this.requestId = requestId;
        this.hasBody = hasBody(request);
    }

    /** Whether a body follows the head of {@code request}. */
    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return !length.equals("0");
        }
        if (request.version() == HttpVersion.HTTP_2) {
            HttpMethod method = request.method();
            return HttpMethod.POST.equals(method) || HttpMethod.PUT.equals(method) || HttpMethod.PATCH.equals(method);
        }
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /**
     * Passes the request on.
     *
     * @param client with connections to the service
     * @param headers what the service is told about the caller, beside the client's own headers
     * @param beforeAnswer run when the service has answered and before the client can see that
     */
    void begin(HttpClient client, MultiMap headers, Runnable beforeAnswer) {
        if (response.closed()) {
            return;
        }
        moved();
        watch(bounds.stall.toMillis());
        response.exceptionHandler(failure -> clientLeft());
        response.closeHandler(closed -> clientLeft());
        String query = request.query();
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setURI(query == null ? request.path() : request.path() + '?' + query)
                .setConnectTimeout(bounds.stall.toMillis());
        service.open(client, options)
                .onSuccess(opened -> send(opened, headers, beforeAnswer))
                .onFailure(failure -> fail(Problem.unavailable(service.name()), failure));
    }

    private void send(HttpClientRequest opened, MultiMap headers, Runnable beforeAnswer) {
        if (done) {
            opened.reset();
            return;
        }
        passedOn = opened;
        Headers.passIn(request, opened.headers(), requestId);
        opened.headers().addAll(headers);
        opened.exceptionHandler(failure -> fail(Problem.brokenOff(service.name()), failure));
        opened.response()
                .onSuccess(answer -> {
                    beforeAnswer.run();
                    answer(answer);
                })
                .onFailure(failure -> fail(Problem.brokenOff(service.name()), failure));
        if (hasBody) {
            sendBody(opened);
        } else {
            request.resume();
            var _ = opened.end();
        }
    }

    private void sendBody(HttpClientRequest opened) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            opened.setChunked(true);
        } else {
            opened.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            var _ = response.writeContinue();
        }
        awaitingClient = true;
        request.exceptionHandler(failure -> clientLeft());
        request.endHandler(complete -> {
            awaitingClient = false;
            if (!done) {
                var _ = opened.end();
            }
        });
        request.handler(chunk -> passIn(chunk, opened));
        request.resume();
    }

    private void passIn(Buffer chunk, HttpClientRequest opened) {
        if (done) {
            return;
        }
        moved();
        received += chunk.length();
        if (received > bounds.bodyBytes) {
            fail(Problem.uploadTooLarge(bounds.bodyBytes), null);
            return;
        }
        var _ = opened.write(chunk);
        if (opened.writeQueueFull()) {
            awaitingClient = false;
            request.pause();
            opened.drainHandler(drained -> {
                awaitingClient = true;
                request.resume();
            });
        }
    }

    private void answer(HttpClientResponse answer) {
        if (done) {
            return;
        }
        moved();
        answered = true;
        response.setStatusCode(answer.statusCode());
        Headers.passOut(answer.headers(), response.headers());
        if (bounds.compressed) {
            Compression.onlyForText(answer.statusCode(), response.headers());
        } else {
            Compression.off(response.headers());
        }
        boolean hasAnswerBody =
                !request.method().equals(HttpMethod.HEAD) && answer.statusCode() != 204 && answer.statusCode() != 304;
        if (hasAnswerBody && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
            if (isEventStream(answer)) {
                // The client shall see that it is connected, long before the first event.
                var _ = response.write(Buffer.buffer());
                eventStream = true;
                streams.opened(this);
            }
        }
        answer.exceptionHandler(failure -> fail(Problem.brokenOff(service.name()), failure));
        answer.endHandler(complete -> end());
        answer.handler(chunk -> {
            if (done) {
                return;
            }
            moved();
            var _ = response.write(chunk);
            if (response.writeQueueFull()) {
                answer.pause();
                response.drainHandler(drained -> {
                    moved();
                    answer.resume();
                });
            }
        });
    }

    private void end() {
        if (done) {
            return;
        }
        finish();
        var _ = response.end();
        if (hasBody && !request.isEnded()) {
            // The service answered without reading the whole body: its connection cannot be used again.
            abandon();
            Refusal.discardRest(request, vertx);
        }
    }

    /** Ends an event stream properly although the service has not; the only method for any thread. */
    void endStream() {
        context.runOnContext(onLoop -> {
            if (!done) {
                finish();
                abandon();
                var _ = response.end();
            }
        });
    }

    private void fail(Problem problem, @Nullable Throwable cause) {
        if (done) {
            return;
        }
        finish();
        abandon();
        if (cause != null) {
            LOG.warnf("Request %s to %s failed: %s", requestId, service.name(), cause.getMessage());
        }
        if (answered) {
            // The service's own answer has begun: a broken connection is the only honest end.
            response.reset();
        } else {
            Refusal.send(request, vertx, problem, requestId);
        }
    }

    private static boolean isEventStream(HttpClientResponse answer) {
        String type = answer.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("text/event-stream");
    }

    private void clientLeft() {
        if (!done) {
            finish();
            abandon();
        }
    }

    private void abandon() {
        if (passedOn != null) {
            passedOn.reset();
        }
    }

    private void finish() {
        done = true;
        vertx.cancelTimer(timer);
        if (eventStream) {
            streams.closed(this);
        }
    }

    private void moved() {
        lastMoveNanos = System.nanoTime();
    }

    /** Looks after {@code millis} whether anything moved in the meantime; one timer serves the whole exchange. */
    private void watch(long millis) {
        timer = vertx.setTimer(Math.max(1, millis), expired -> {
            long left = bounds.stall.toMillis() - (System.nanoTime() - lastMoveNanos) / 1_000_000;
            if (left > 0) {
                watch(left);
            } else {
                long seconds = bounds.stall.toSeconds();
                fail(awaitingClient ? Problem.clientStalled(seconds) : Problem.timedOut(service.name(), seconds), null);
            }
        });
    }
}
