package org.gaitsuite.gateway.entrance;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * One line for each request: method, path, status, milliseconds, request id; as JSON with these as fields of their own, beside the
 * trace, the bytes of both bodies and the protocol. No query, no header, no address: those can hold names and tokens.
 *
 * <p>Lines of JSON do not take the way of other log lines, whose records and formatter cost as much as a small request; they are put
 * together here and written by a thread of their own, see {@link LineWriter}.
 */
@Singleton
final class AccessLog {
    private static final String CATEGORY = "org.gaitsuite.gateway.access";
    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final int LONGEST_TEXT = 200;

    private final boolean json;
    private final LineWriter writer;

    @Inject
    AccessLog(@ConfigProperty(name = "quarkus.log.console.json.enabled") boolean json, MeterRegistry meters) {
        this.json = json;
        this.writer = new LineWriter(System.out);
        FunctionCounter.builder("gait.gateway.access.lost", writer, LineWriter::lost)
                .description("Lines of the access log that there was no room for")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        writer.start();
    }

    void stop(@Observes ShutdownEvent event) {
        writer.close();
    }

    /** Writes the line of a request that has ended. */
    void write(HttpServerRequest request, String path, int status, long nanos, String requestId, String traceId) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        long millis = nanos / 1_000_000;
        StringBuilder line = new StringBuilder(512);
        if (!json) {
            message(line, request, path, status, millis, requestId);
            LOG.info(line);
            return;
        }
        line.append("{\"timestamp\":\"").append(Instant.now());
        line.append("\",\"level\":\"INFO\",\"loggerName\":\"").append(CATEGORY);
        line.append("\",\"message\":\"");
        message(line, request, path, status, millis, requestId);
        line.append("\",\"method\":\"");
        printable(line, request.method().name());
        line.append("\",\"path\":\"");
        printable(line, path);
        line.append("\",\"status\":").append(status);
        line.append(",\"duration_ms\":").append(millis);
        line.append(",\"request_id\":\"").append(requestId);
        line.append("\",\"trace_id\":\"").append(traceId);
        line.append("\",\"bytes_in\":").append(request.bytesRead());
        line.append(",\"bytes_out\":").append(request.response().bytesWritten());
        line.append(",\"protocol\":\"").append(nameOf(request.version())).append("\"}\n");
        writer.add(line);
    }

    private static void message(
            StringBuilder line, HttpServerRequest request, String path, int status, long millis, String requestId) {
        printable(line, request.method().name());
        line.append(' ');
        printable(line, path);
        line.append(' ').append(status).append(' ').append(millis).append("ms ").append(requestId);
    }

    private static String nameOf(HttpVersion version) {
        return switch (version) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_1_1 -> "HTTP/1.1";
            case HTTP_2 -> "HTTP/2";
        };
    }

    /** What a client chose, without anything that could end the line, or the string in it. */
    private static void printable(StringBuilder line, String text) {
        for (int i = 0; i < text.length() && i < LONGEST_TEXT; i++) {
            char c = text.charAt(i);
            line.append(c > ' ' && c < 0x7f && c != '"' && c != '\\' ? c : '?');
        }
    }
}
