package org.gaitsuite.trail.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** What one category says from now on until this is closed, as the console prints it where lines are JSON. */
public final class JsonLines implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> lines = new CopyOnWriteArrayList<>();
    private final Formatter console = Arrays.stream(InitialConfigurator.DELAYED_HANDLER.getHandlers())
            .filter(ConsoleHandler.class::isInstance)
            .map(Handler::getFormatter)
            .findFirst()
            .orElseThrow();
    private final Logger category;
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            try {
                lines.add(JSON.readTree(console.format(ExtLogRecord.wrap(line))));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    private JsonLines(String category) {
        this.category = Logger.getLogger(category);
    }

    public static JsonLines of(String category) {
        JsonLines lines = new JsonLines(category);
        lines.category.addHandler(lines.listener);
        return lines;
    }

    /** Those that begin so, in the order in which they were said. */
    public List<JsonNode> beginning(String words) {
        return lines.stream()
                .filter(line -> line.path("message").asText().startsWith(words))
                .toList();
    }

    @Override
    public void close() {
        category.removeHandler(listener);
    }
}
