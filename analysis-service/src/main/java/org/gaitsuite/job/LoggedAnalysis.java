package org.gaitsuite.job;

import java.util.UUID;
import org.jboss.logging.MDC;

/** Has every line that this thread logs say which analysis it is about, as {@code analysis_id}, until this is closed. */
final class LoggedAnalysis implements AutoCloseable {
    private static final String FIELD = "analysis_id";

    private LoggedAnalysis() {}

    static LoggedAnalysis begin(UUID analysis) {
        MDC.put(FIELD, analysis.toString());
        return new LoggedAnalysis();
    }

    @Override
    public void close() {
        MDC.remove(FIELD);
    }
}
