package org.gaitsuite.gateway.proxy;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.gaitsuite.gateway.problem.Problem;
import org.gaitsuite.gateway.proxy.Wait.Turn;
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

    private final Wait wait = new Wait();
    private @Nullable HttpClientRequest passedOn;
    private @Nullable RequestBody body;
    private volatile @Nullable Answer answer;
    private int repeatsLeft;
    private boolean done;

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
        wait.moved();
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
        wait.on(Turn.CONNECTION);
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
        wait.on(Turn.SERVICE);
        wait.moved();
        Headers.passIn(request, opened.headers(), requestId);
        introduction.accept(opened.headers());
        opened.exceptionHandler(failure -> broken(opened, failure, again));
        opened.response()
                .onSuccess(came -> {
                    beforeAnswer.run();
                    answer(came);
                })
                .onFailure(failure -> broken(opened, failure, again));
        if (hasBody) {
            body = new RequestBody(request, opened, vertx, bounds, wait, problem -> fail(problem, null));
            body.begin(this::clientLeft);
        } else {
            request.resume();
            var _ = opened.end();
        }
    }

    private void broken(HttpClientRequest broken, Throwable failure, Runnable again) {
        if (done || passedOn != broken) {
            return;
        }
        if (answer != null || repeatsLeft == 0 || !service.mayRepeat()) {
            fail(brokenOff(), failure);
            return;
        }
        repeatsLeft--;
        passedOn = null;
        wait.moved();
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

    private void answer(HttpClientResponse came) {
        if (done) {
            return;
        }
        wait.moved();
        Answer passed = new Answer(came, request, bounds, wait);
        answer = passed;
        passed.begin(this::end, failure -> {
            blame("answer broken off");
            fail(brokenOff(), failure);
        });
        if (passed.isEventStream()) {
            exchanges.beganEventStream(this);
        }
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
        Answer passed = answer;
        return passed != null && passed.isEventStream();
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
        if (answer != null) {
            // The service's own answer has begun: a broken connection is the only honest end.
            response.reset();
        } else {
            Refusal.send(request, vertx, problem, requestId);
        }
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
        if (body != null) {
            body.stop();
        }
        Answer passed = answer;
        if (passed != null) {
            passed.stop();
        }
        exchanges.remove(this);
    }

    /** What it passes over. */
    Line line() {
        return line;
    }

    /** What it waits for. */
    Wait waits() {
        return wait;
    }

    /** Gives up when nothing has moved for too long; for any thread. */
    void giveUpIfStalled(long nanoTime) {
        if (wait.lasts(bounds.stall(), nanoTime)) {
            context.runOnContext(onLoop -> stalled());
        }
    }

    private void stalled() {
        long seconds = bounds.stall().toSeconds();
        if (wait.isOn(Turn.CLIENT)) {
            fail(Problem.clientStalled(seconds), null);
            return;
        }
        if (answer == null) {
            blame("no answer within " + seconds + " s");
        }
        fail(Problem.timedOut(service.name(), seconds, onlyReads()), null);
    }

    /** Gives its connection back, its client having kept it idle for too long while others need it; for any thread. */
    void makeRoom(Duration idle) {
        context.runOnContext(onLoop -> {
            if (wait.isOn(Turn.CLIENT) && wait.lasts(idle)) {
                fail(Problem.clientStalled(idle.toSeconds()), null);
            }
        });
    }
}
