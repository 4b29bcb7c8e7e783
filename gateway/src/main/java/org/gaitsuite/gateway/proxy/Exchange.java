package org.gaitsuite.gateway.proxy;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.gaitsuite.gateway.problem.Problem;
import org.gaitsuite.gateway.upstream.NoInstanceReached;
import org.gaitsuite.gateway.upstream.Service;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a service and the answer on its way back. Both bodies stream: at most a few buffers are held
 * whatever their length, because each side is paused while the other is full. The request is sent once at most, save one that only
 * reads: where the connection dies before an answer, another instance is asked.
 *
 * <p>Used on one event loop only.
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private static final Set<HttpMethod> REPEATABLE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final int REPEATS = 2;

    private final RoutingContext routing;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Vertx vertx;
    private final Line line;
    private final Service service;
    private final Bounds bounds;
    private final OpenExchanges exchanges;
    private final Context context;
    private final String requestId;
    private final boolean hasBody;

    private final BodyPace pace;
    private @Nullable HttpClientRequest passedOn;
    private volatile Turn turn = Turn.CONNECTION;
    private int repeatsLeft;
    private long received;
    private boolean answered;
    private volatile boolean eventStream;
    private boolean done;
    /** Bytes of the answer's body that are still to come; negative where it did not say. */
    private long answerLeft = -1;

    private volatile long lastMoveNanos;

    /** What the exchange waits for. */
    private enum Turn {
        /** A connection to the service, new or given back by another exchange. */
        CONNECTION,
        SERVICE,
        /** The client: more of the request's body, or room for the answer. */
        CLIENT
    }

    /** The request must be paused if it has a body. */
    Exchange(RoutingContext routing, Vertx vertx, Line line, Bounds bounds, OpenExchanges exchanges, String requestId) {
        this.routing = routing;
        this.request = routing.request();
        this.response = request.response();
        this.vertx = vertx;
        this.line = line;
        this.service = line.service();
        this.bounds = bounds;
        this.exchanges = exchanges;
        this.context = vertx.getOrCreateContext();
        this.requestId = requestId;
        this.hasBody = Bounds.hasBody(request);
        this.pace = new BodyPace(vertx, bounds, () -> fail(Problem.clientTooSlow(), null));
        this.repeatsLeft = !hasBody && REPEATABLE.contains(request.method()) ? REPEATS : 0;
    }

    /**
     * Passes the request on.
     *
     * @param introduction puts what the service is told about the caller beside the client's own headers
     * @param beforeAnswer run when the service has answered and before the client can see that
     */
    void begin(Consumer<MultiMap> introduction, Runnable beforeAnswer) {
        if (response.closed()) {
            return;
        }
        moved();
        exchanges.add(this);
        service.began();
        // Not by the response's own handlers, of which there is one each: the end of a stream that is broken off here
        // would be lost to the access log, and to the patience with its connection.
        routing.addEndHandler(over -> clientLeft());
        String query = request.query();
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setURI(query == null ? request.path() : request.path() + '?' + query)
                .setConnectTimeout(bounds.stall().toMillis());
        open(options, introduction, beforeAnswer);
    }

    private void open(RequestOptions options, Consumer<MultiMap> introduction, Runnable beforeAnswer) {
        turn = Turn.CONNECTION;
        line.open(options)
                .onSuccess(opened ->
                        send(opened, introduction, beforeAnswer, () -> open(options, introduction, beforeAnswer)))
                .onFailure(failure -> fail(NoInstanceReached.problem(service, failure), failure));
    }

    private void send(
            HttpClientRequest opened, Consumer<MultiMap> introduction, Runnable beforeAnswer, Runnable again) {
        if (done) {
            // Without a handler each would be an error in the log.
            opened.exceptionHandler(failure -> LOG.debugf("Request %s was given up", requestId));
            opened.reset();
            return;
        }
        passedOn = opened;
        turn = Turn.SERVICE;
        moved();
        Headers.passIn(request, opened.headers(), requestId);
        introduction.accept(opened.headers());
        opened.exceptionHandler(failure -> broken(opened, failure, again));
        opened.response()
                .onSuccess(answer -> {
                    beforeAnswer.run();
                    answer(answer);
                })
                .onFailure(failure -> broken(opened, failure, again));
        if (hasBody) {
            sendBody(opened);
        } else {
            request.resume();
            var _ = opened.end();
        }
    }

    private void broken(HttpClientRequest broken, Throwable failure, Runnable again) {
        if (done || passedOn != broken) {
            return;
        }
        if (answered || repeatsLeft == 0 || !service.mayRepeat()) {
            fail(brokenOff(), failure);
            return;
        }
        repeatsLeft--;
        passedOn = null;
        moved();
        LOG.debugf("Request %s to %s is repeated: %s", requestId, service.name(), failure.getMessage());
        // After what the loop has heard beside it: connections that died with this one are out of the pool by then.
        context.runOnContext(later -> again.run());
    }

    private Problem brokenOff() {
        return Problem.brokenOff(service.name(), onlyReads());
    }

    private boolean onlyReads() {
        return REPEATABLE.contains(request.method());
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
        turn = Turn.CLIENT;
        pace.begin();
        request.exceptionHandler(failure -> clientLeft());
        request.endHandler(complete -> {
            turn = Turn.SERVICE;
            pace.end();
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
        pace.received(chunk.length());
        if (received > bounds.bodyBytes()) {
            fail(Problem.uploadTooLarge(bounds.bodyBytes()), null);
            return;
        }
        var _ = opened.write(chunk);
        if (opened.writeQueueFull()) {
            turn = Turn.SERVICE;
            pace.pause();
            request.pause();
            opened.drainHandler(drained -> {
                turn = Turn.CLIENT;
                pace.resume();
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
        if (bounds.compressed()) {
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
                exchanges.beganEventStream(this);
            }
        }
        answer.exceptionHandler(failure -> {
            blame("answer broken off");
            fail(brokenOff(), failure);
        });
        answer.endHandler(complete -> end(null));
        answerLeft = hasAnswerBody ? lengthOf(answer) : -1;
        answer.handler(chunk -> {
            if (done) {
                return;
            }
            moved();
            answerLeft -= chunk.length();
            if (answerLeft == 0) {
                // The last bytes and the end go out together: one system call less for every small answer.
                end(chunk);
                return;
            }
            var _ = response.write(chunk);
            if (response.writeQueueFull()) {
                turn = Turn.CLIENT;
                answer.pause();
                response.drainHandler(drained -> {
                    turn = Turn.SERVICE;
                    moved();
                    answer.resume();
                });
            }
        });
    }

    private static long lengthOf(HttpClientResponse answer) {
        String length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        // What is no length the client has refused before.
        return length == null ? -1 : Long.parseLong(length);
    }

    private void end(@Nullable Buffer last) {
        if (done) {
            return;
        }
        finish();
        var _ = last == null ? response.end() : response.end(last);
        if (hasBody && !request.isEnded()) {
            // The service answered without reading the whole body: its connection cannot be used again.
            abandon();
            Refusal.discardRest(request, vertx);
        }
    }

    /** Whether the service is sending events. */
    boolean isEventStream() {
        return eventStream;
    }

    /** Ends an event stream properly although the service has not; for any thread. */
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
            LOG.debugf(cause, "Request %s to %s failed", requestId, service.name());
            service.failed(String.valueOf(cause.getMessage()));
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

    private void blame(String how) {
        if (!done && passedOn != null) {
            service.misbehaved(passedOn, how);
        }
    }

    private void finish() {
        done = true;
        service.ended();
        pace.end();
        exchanges.remove(this);
    }

    private void moved() {
        lastMoveNanos = System.nanoTime();
    }

    /** Gives up when nothing has moved for too long; for any thread. */
    void giveUpIfStalled(long nanoTime) {
        if (nanoTime - lastMoveNanos >= bounds.stall().toNanos()) {
            context.runOnContext(onLoop -> stalled());
        }
    }

    private void stalled() {
        long seconds = bounds.stall().toSeconds();
        if (turn != Turn.CLIENT && !answered) {
            blame("no answer within " + seconds + " s");
        }
        fail(
                turn == Turn.CLIENT
                        ? Problem.clientStalled(seconds)
                        : Problem.timedOut(service.name(), seconds, onlyReads()),
                null);
    }

    /** When something moved last, by {@link System#nanoTime()}. */
    long lastMoveNanos() {
        return lastMoveNanos;
    }

    /** Whether it waits for a connection to the service. */
    boolean needsConnection() {
        return turn == Turn.CONNECTION;
    }

    /** Whether it holds a connection to the service and waits for its client. */
    boolean awaitsClient() {
        return turn == Turn.CLIENT;
    }

    /** What it passes over. */
    Line line() {
        return line;
    }

    /** Gives its connection back, its client having kept it idle for too long while others need it; for any thread. */
    void makeRoom(Duration idle) {
        context.runOnContext(onLoop -> {
            if (turn == Turn.CLIENT && System.nanoTime() - lastMoveNanos >= idle.toNanos()) {
                fail(Problem.clientStalled(idle.toSeconds()), null);
            }
        });
    }
}
