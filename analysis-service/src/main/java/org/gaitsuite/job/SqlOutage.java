package org.gaitsuite.job;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jdbi.v3.core.ConnectionException;

/** Tells a database that is away from one that refuses a statement: only the first is worth waiting for. */
public final class SqlOutage {
    /** Class 08 of the SQL standard: connection exceptions. */
    private static final String CONNECTION = "08";

    private SqlOutage() {}

    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLTransientException
                    || (cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && sql.getSQLState().startsWith(CONNECTION))) {
                return true;
            }
        }
        return false;
    }
}
