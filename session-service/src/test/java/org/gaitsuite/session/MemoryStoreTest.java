package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.gaitsuite.session.Gateway.withToken;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.gaitsuite.session.login.SessionStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One instance without Redis, with closed registration and an operator made at start. */
@QuarkusTest
@TestProfile(MemoryStoreTest.OneInstance.class)
class MemoryStoreTest extends AgainstService {
    private static final String OPERATOR = "operator@example.org";
    private static final String OPERATOR_PASSWORD = "the lamp over the treadmill";

    public static final class OneInstance extends WithoutRedis {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gait.sessions.single-instance",
                    "true",
                    "gait.accounts.registration",
                    "closed",
                    "gait.bootstrap.login",
                    OPERATOR,
                    "gait.bootstrap.password",
                    OPERATOR_PASSWORD);
        }
    }

    @Inject
    SessionStore sessions;

    @BeforeEach
    void operatorIsThere() {
        Eventually.within(Duration.ofSeconds(20), () -> assertThat(accounts()).isEqualTo(1));
    }

    private int accounts() {
        return database.query(handle -> handle.createQuery("select count(*) from account")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void theStoreSaysThatItServesOneInstanceOnly() {
        assertThat(sessions.description()).isEqualTo("memory (single instance only)");
        assertThat(sessions.isShared()).isFalse();
    }

    @Test
    void theOperatorLogsInAndOut() {
        String token = operatorsToken();
        lookUp(token).then().statusCode(200).body("roles", contains("user", "operator"));
        withToken(token).delete("/v1/sessions/current").then().statusCode(204);
        lookUp(token).then().statusCode(404);
    }

    @Test
    void loggingOutEverywhereWorksInMemoryToo() {
        String token = operatorsToken();
        String other = operatorsToken();
        withToken(token).delete("/v1/sessions").then().statusCode(204);
        lookUp(token).then().statusCode(404);
        lookUp(other).then().statusCode(404);
    }

    @Test
    void guessingIsSlowedDownInMemoryToo() {
        String login = newLogin();
        for (int attempt = 0; attempt < 10; attempt++) {
            logIn(login, "not this one at all").then().statusCode(401);
        }
        logIn(login, "not this one at all").then().statusCode(429);
    }

    @Test
    void registrationIsClosed() {
        json(Map.of("login", newLogin(), "password", Gateway.PASSWORD))
                .post("/v1/accounts")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:gait-suite:problem:forbidden"));
    }

    private static String operatorsToken() {
        return logIn(OPERATOR, OPERATOR_PASSWORD)
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }
}
