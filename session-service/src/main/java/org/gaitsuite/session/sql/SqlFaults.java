package org.gaitsuite.session.sql;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Reads what a driver's exception means: the database is away, or a row is there already. */
public final class SqlFaults {
    /**
     * H2: database in use by another process, connection broken, database closing or closed, object closed, remote
     * connection refused, lock timeout.
     */
    private static final Set<Integer> H2_AWAY = Set.of(90020, 90067, 90098, 90121, 90007, 90135, 50200);

    /** Azure SQL: database moving, throttled, not available, resource limits, login service away; deadlock victim. */
    private static final Set<Integer> MSSQL_AWAY =
            Set.of(4060, 40197, 40501, 40540, 40613, 49918, 49919, 49920, 10928, 10929, 10053, 10054, 10060, 1205);

    private static final Set<Integer> DUPLICATE = Set.of(23505, 2601, 2627);

    private SqlFaults() {}

    /** Whether trying again later can help, because the connection or the server failed and not the statement. */
    public static boolean isAway(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLNonTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && (stateIsConnection(sql.getSQLState())
                            || H2_AWAY.contains(sql.getErrorCode())
                            || MSSQL_AWAY.contains(sql.getErrorCode()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a unique index or primary key refused the row. */
    public static boolean isDuplicate(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DUPLICATE.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    /** Class 08 of the SQL standard: connection exceptions. */
    private static boolean stateIsConnection(@Nullable String state) {
        return state != null && state.startsWith("08");
    }
}
