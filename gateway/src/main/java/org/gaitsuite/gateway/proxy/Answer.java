package org.gaitsuite.gateway.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A service's answer on its way to the client, which is not read faster than the client takes it. Used on one event loop only. */
final class Answer {
    private final HttpClientResponse answer;
    private final HttpServerResponse response;
    private final Bounds bounds;
    private final Wait wait;
    private final boolean hasBody;
    private final boolean eventStream;
    /** Bytes of the body that are still to come; negative where it did not say. */
    private long left;

    private boolean over;

    Answer(HttpClientResponse answer, HttpServerRequest request, Bounds bounds, Wait wait) {
        this.answer = answer;
        this.response = request.response();
        this.bounds = bounds;
        this.wait = wait;
        this.hasBody =
                !request.method().equals(HttpMethod.HEAD) && answer.statusCode() != 204 && answer.statusCode() != 304;
        String length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        // What is no length the client has refused before.
        this.left = length == null || !hasBody ? -1 : Long.parseLong(length);
        String type = answer.getHeader(HttpHeaders.CONTENT_TYPE);
        this.eventStream = hasBody && length == null && type != null && type.startsWith("text/event-stream");
    }

    /** Whether the service is sending events; for any thread. */
    boolean isEventStream() {
        return eventStream;
    }

    /**
     * Passes the head on, and then the body as it comes.
     *
     * @param end told the last bytes, or null, when the answer has come whole
     * @param broken told why it has not
     */
    void begin(Consumer<@Nullable Buffer> end, Consumer<Throwable> broken) {
        response.setStatusCode(answer.statusCode());
        Headers.passOut(answer.headers(), response.headers());
        if (bounds.compressed()) {
            Compression.onlyForText(answer.statusCode(), response.headers());
        } else {
            Compression.off(response.headers());
        }
        if (hasBody && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        if (eventStream) {
            // The client shall see that it is connected, long before the first event.
            var _ = response.write(Buffer.buffer());
        }
        answer.exceptionHandler(broken::accept);
        answer.endHandler(complete -> end.accept(null));
        answer.handler(chunk -> pass(chunk, end));
    }

    private void pass(Buffer chunk, Consumer<@Nullable Buffer> end) {
        if (over) {
            return;
        }
        wait.moved();
        left -= chunk.length();
        if (left == 0) {
            // The last bytes and the end go out together: one system call less for every small answer.
            end.accept(chunk);
            return;
        }
        var _ = response.write(chunk);
        if (response.writeQueueFull()) {
            wait.on(Wait.Turn.CLIENT);
            answer.pause();
            response.drainHandler(drained -> {
                wait.on(Wait.Turn.SERVICE);
                wait.moved();
                answer.resume();
            });
        }
    }

    /** Nothing more is passed on. */
    void stop() {
        over = true;
    }
}
