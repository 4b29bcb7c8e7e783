package org.gaitsuite.gateway.entrance;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.FastThreadLocal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
    private final FastThreadLocal<LogLine> lines = new FastThreadLocal<>() {
        @Override
        protected LogLine initialValue() {
            return new LogLine();
        }
    };

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
        LogLine line = lines.get().clear();
        if (!json) {
            message(line, request, path, status, millis, requestId);
            LOG.info(line.toString());
            return;
        }
        line.add("{\"timestamp\":\"").addTime(System.currentTimeMillis());
        line.add("\",\"level\":\"INFO\",\"loggerName\":\"" + CATEGORY + "\",\"message\":\"");
        message(line, request, path, status, millis, requestId);
        line.add("\",\"method\":\"").addPrintable(request.method().name(), LONGEST_TEXT);
        line.add("\",\"path\":\"").addPrintable(path, LONGEST_TEXT);
        line.add("\",\"status\":").add(status);
        line.add(",\"duration_ms\":").add(millis);
        line.add(",\"request_id\":\"").add(requestId);
        line.add("\",\"trace_id\":\"").add(traceId);
        line.add("\",\"bytes_in\":").add(request.bytesRead());
        line.add(",\"bytes_out\":").add(request.response().bytesWritten());
        line.add(",\"protocol\":\"").add(nameOf(request.version())).add("\"}\n");
        writer.add(line.bytes(), line.length());
    }

    private static void message(
            LogLine line, HttpServerRequest request, String path, int status, long millis, String requestId) {
        line.addPrintable(request.method().name(), LONGEST_TEXT).add(" ");
        line.addPrintable(path, LONGEST_TEXT).add(" ").add(status).add(" ");
        line.add(millis).add("ms ").add(requestId);
    }

    private static String nameOf(HttpVersion version) {
        return switch (version) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_1_1 -> "HTTP/1.1";
            case HTTP_2 -> "HTTP/2";
        };
    }
}
