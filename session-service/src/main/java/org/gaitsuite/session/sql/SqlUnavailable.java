package org.gaitsuite.session.sql;

import org.jspecify.annotations.Nullable;

/** The SQL database cannot be used at the moment; it will be tried again by itself. */
public final class SqlUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason what was seen, for the log, without secrets */
    public SqlUnavailable(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
