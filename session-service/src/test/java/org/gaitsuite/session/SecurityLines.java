package org.gaitsuite.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What the security log says from now on until this is closed. */
public final class SecurityLines implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger category = Logger.getLogger("org.gaitsuite.session.security");
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(ExtLogRecord.wrap(line).getFormattedMessage());
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

    private SecurityLines() {}

    /** Begins to listen. */
    public static SecurityLines listen() {
        SecurityLines lines = new SecurityLines();
        lines.category.addHandler(lines.listener);
        return lines;
    }

    /** In the order in which they were said. */
    public List<String> all() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        category.removeHandler(listener);
    }
}
