package org.gaitsuite.gateway.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.gaitsuite.gateway.problem.Problem;

/** The body of a request on its way to a service, which is not read faster than the service takes it. Used on one event loop only. */
final class RequestBody {
    private final HttpServerRequest request;
    private final HttpClientRequest passedOn;
    private final Bounds bounds;
    private final Wait wait;
    private final Consumer<Problem> refuse;
    private final BodyPace pace;
    private long received;
    private boolean over;

    /**
     * @param request paused
     * @param refuse told when the body is too large or too slow
     */
    RequestBody(
            HttpServerRequest request,
            HttpClientRequest passedOn,
            Vertx vertx,
            Bounds bounds,
            Wait wait,
            Consumer<Problem> refuse) {
        this.request = request;
        this.passedOn = passedOn;
        this.bounds = bounds;
        this.wait = wait;
        this.refuse = refuse;
        this.pace = new BodyPace(vertx, bounds, () -> refuse.accept(Problem.clientTooSlow()));
    }

    /** @param clientLeft run when no more can come */
    void begin(Runnable clientLeft) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            passedOn.setChunked(true);
        } else {
            passedOn.putHeader(HttpHeaders.CONTENT_LENGTH, length);
        }
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            var _ = request.response().writeContinue();
        }
        wait.on(Wait.Turn.CLIENT);
        pace.begin();
        request.exceptionHandler(failure -> clientLeft.run());
        request.endHandler(complete -> {
            wait.on(Wait.Turn.SERVICE);
            pace.end();
            if (!over) {
                var _ = passedOn.end();
            }
        });
        request.handler(this::pass);
        request.resume();
    }

    private void pass(Buffer chunk) {
        if (over) {
            return;
        }
        wait.moved();
        received += chunk.length();
        pace.received(chunk.length());
        if (received > bounds.bodyBytes()) {
            refuse.accept(Problem.uploadTooLarge(bounds.bodyBytes()));
            return;
        }
        var _ = passedOn.write(chunk);
        if (passedOn.writeQueueFull()) {
            wait.on(Wait.Turn.SERVICE);
            pace.pause();
            request.pause();
            passedOn.drainHandler(drained -> {
                wait.on(Wait.Turn.CLIENT);
                pace.resume();
                request.resume();
            });
        }
    }

    /** Nothing more is passed on. */
    void stop() {
        over = true;
        pace.end();
    }
}
