package org.gaitsuite.deploy.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The tables of a suite of several instances, read from outside through its SQL server. */
final class SqlTruth implements AutoCloseable {
    private final Connection connection;

    SqlTruth(StartedSuite suite) throws SQLException {
        connection = DriverManager.getConnection(
                "jdbc:h2:tcp://127.0.0.1:%d/./analyses;MODE=MSSQLServer;IFEXISTS=TRUE;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
                        .formatted(suite.ports().sql()),
                "gait",
                suite.credentials().sqlPassword());
        connection.setNetworkTimeout(Runnable::run, 10_000);
    }

    /** Waits until every analysis has ended, also while the database is away; returns what is there at the limit. */
    static List<Ledger.Row> awaitAllEnded(StartedSuite suite, Duration limit) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        List<Ledger.Row> rows = List.of();
        while (Instant.now().isBefore(end)) {
            try (SqlTruth truth = new SqlTruth(suite)) {
                rows = truth.analyses();
                if (rows.stream().allMatch(Ledger.Row::isEnded)) {
                    return rows;
                }
            } catch (SQLException whileItComesBack) {
                System.out.println("SQL is away: " + whileItComesBack.getMessage());
            }
            Thread.sleep(500);
        }
        return rows;
    }

    /** Which analysis each idempotency key belongs to. */
    static Map<String, String> keysOf(StartedSuite suite) throws SQLException {
        try (SqlTruth truth = new SqlTruth(suite)) {
            return truth.keys();
        }
    }

    /** Where a worker has got to with an analysis. */
    record Work(String state, int attempt, int handedBack, String worker) {}

    List<Ledger.Row> analyses() throws SQLException {
        List<Ledger.Row> rows = new ArrayList<>();
        try (PreparedStatement ask =
                        connection.prepareStatement("SELECT id, state, attempt, finished_at FROM analyses");
                ResultSet answer = ask.executeQuery()) {
            while (answer.next()) {
                rows.add(new Ledger.Row(
                        answer.getString(1), answer.getString(2), answer.getInt(3), answer.getString(4)));
            }
        }
        return rows;
    }

    Map<String, String> keys() throws SQLException {
        Map<String, String> keys = new HashMap<>();
        try (PreparedStatement ask =
                        connection.prepareStatement("SELECT idempotency_key, analysis_id FROM idempotency_keys");
                ResultSet answer = ask.executeQuery()) {
            while (answer.next()) {
                keys.put(answer.getString(1), answer.getString(2));
            }
        }
        return keys;
    }

    Optional<Work> work(String id) throws SQLException {
        try (PreparedStatement ask =
                connection.prepareStatement("SELECT state, attempt, handed_back, worker FROM analyses WHERE id = ?")) {
            ask.setString(1, id);
            try (ResultSet answer = ask.executeQuery()) {
                return answer.next()
                        ? Optional.of(new Work(
                                answer.getString(1),
                                answer.getInt(2),
                                answer.getInt(3),
                                Objects.toString(answer.getString(4), "")))
                        : Optional.empty();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
