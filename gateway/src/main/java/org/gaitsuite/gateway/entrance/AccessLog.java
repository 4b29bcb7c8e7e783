package org.gaitsuite.gateway.entrance;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/**
 * One line for each request: method, path, status, milliseconds, request id; as JSON with these as fields of their own, beside the
 * trace, the bytes of both bodies and the protocol. No query, no header, no address: those can hold names and tokens.
 */
final class AccessLog {
    private static final Logger LOG = Logger.getLogger("org.gaitsuite.gateway.access");

    private AccessLog() {}

    /** Writes the line when {@code context} ends. */
    static void follow(RoutingContext context, String path, String requestId, String traceId) {
        if (!LOG.isLoggable(Level.INFO)) {
            return;
        }
        long begin = System.nanoTime();
        context.addEndHandler(ended -> {
            HttpServerRequest request = context.request();
            String method = request.method().name();
            String address = printable(path);
            String millis = Long.toString((System.nanoTime() - begin) / 1_000_000);
            String outcome =
                    ended.succeeded() ? Integer.toString(context.response().getStatusCode()) : "broken-off";
            Map<String, String> fields = LinkedHashMap.newLinkedHashMap(9);
            fields.put("method", printable(method));
            fields.put("path", address);
            fields.put("status", outcome);
            fields.put("duration_ms", millis);
            fields.put("request_id", requestId);
            fields.put("trace_id", traceId);
            fields.put("bytes_in", Long.toString(request.bytesRead()));
            fields.put("bytes_out", Long.toString(context.response().bytesWritten()));
            fields.put("protocol", nameOf(request.version()));
            ExtLogRecord line = new ExtLogRecord(
                    Level.INFO,
                    printable(method) + ' ' + address + ' ' + outcome + ' ' + millis + "ms " + requestId,
                    ExtLogRecord.FormatStyle.NO_FORMAT,
                    AccessLog.class.getName());
            line.setLoggerName(LOG.getName());
            line.setMdc(fields);
            LOG.logRaw(line);
        });
    }

    private static String nameOf(HttpVersion version) {
        return switch (version) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_1_1 -> "HTTP/1.1";
            case HTTP_2 -> "HTTP/2";
        };
    }

    private static String printable(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length() && i < 200; i++) {
            char c = text.charAt(i);
            line.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return line.toString();
    }
}
