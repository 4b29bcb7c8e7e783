package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.loggedIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.gaitsuite.session.Gateway.registered;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gaitsuite.session.sql.Database;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;

/** The database is a server of its own, which is not there at the start, comes, goes and comes back. */
@QuarkusTest
@TestProfile(SqlRecoveryTest.DatabaseServer.class)
class SqlRecoveryTest {
    private static final String PORT = "test.h2.port";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public static final class DatabaseServer implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(GatewayKeys.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                System.setProperty(PORT, Integer.toString(free.getLocalPort()));
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
            return Map.of(
                    "gait.sessions.single-instance",
                    "true",
                    "gait.sql.url",
                    "jdbc:h2:tcp://127.0.0.1:%d/./target/h2-server-%d;MODE=MSSQLServer"
                            .formatted(Integer.getInteger(PORT), System.nanoTime()),
                    "gait.sql.probe-interval",
                    "200ms",
                    "gait.sql.longest-retry",
                    "500ms");
        }
    }

    @Inject
    Database database;

    @Test
    void theServiceTakesUpWorkWheneverTheDatabaseAnswers() throws SQLException {
        logIn(newLogin(), PASSWORD).then().statusCode(503);

        Server server = start();
        String login;
        String session;
        try {
            Eventually.within(PATIENCE, () -> assertThat(database.outage()).isEmpty());
            login = registered();
            session = loggedIn(login);
        } finally {
            server.stop();
        }

        Eventually.within(PATIENCE, () -> assertThat(database.outage()).isPresent());
        logIn(login, PASSWORD).then().statusCode(503).header("Retry-After", "5");
        // What needs no SQL goes on.
        lookUp(session).then().statusCode(200);

        server = start();
        try {
            Eventually.within(PATIENCE, () -> assertThat(database.outage()).isEmpty());
            lookUp(loggedIn(login)).then().statusCode(200);
        } finally {
            server.stop();
        }
    }

    private static Server start() throws SQLException {
        return Server.createTcpServer("-tcpPort", System.getProperty(PORT), "-ifNotExists")
                .start();
    }
}
