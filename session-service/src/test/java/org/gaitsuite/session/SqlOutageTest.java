package org.gaitsuite.session;

import static io.restassured.RestAssured.given;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Role;
import org.gaitsuite.session.login.LoginSession;
import org.gaitsuite.session.login.SessionStore;
import org.gaitsuite.session.token.BearerToken;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A SQL Server is asked for that cannot be reached: the same build that serves H2 chooses it, starts and stays up. */
@QuarkusTest
@TestProfile(SqlOutageTest.SqlServerAway.class)
@NullUnmarked
class SqlOutageTest {
    public static final class SqlServerAway implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(GatewayKeys.class), new TestResourceEntry(WithRedis.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            // Port 1 of loopback refuses.
            return Map.of(
                    "gait.sql.url", "jdbc:sqlserver://127.0.0.1:1;databaseName=gait;encrypt=false;loginTimeout=1",
                    "gait.sql.user", "gait",
                    "gait.sql.password", "never-shown-anywhere");
        }
    }

    @TestHTTPResource(value = "/health", management = true)
    URL health;

    @Inject
    SessionStore sessions;

    @Test
    void readinessNamesThePartAndNoSecret() {
        given().get(health + "/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'sql' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'sql' }.data.store", equalTo("jdbc:sqlserver://127.0.0.1:1"))
                .body("checks.find { it.name == 'sessions' }.status", equalTo("UP"))
                .body(not(containsString("never-shown-anywhere")));
        given().get(health + "/live").then().statusCode(200);
    }

    @Test
    void whatNeedsAccountsIsRefusedForNow() {
        logIn(newLogin(), Gateway.PASSWORD)
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:temporarily-unavailable"));
        json(Map.of("login", newLogin(), "password", Gateway.PASSWORD))
                .post("/v1/accounts")
                .then()
                .statusCode(503);
        lookUp(BearerToken.random(BearerToken.Kind.API_TOKEN).value()).then().statusCode(503);
    }

    @Test
    void whatWasNotTriedIsNoGuess() {
        String login = newLogin();
        for (int attempt = 0; attempt < 11; attempt++) {
            logIn(login, Gateway.PASSWORD).then().statusCode(503);
        }
    }

    @Test
    void sessionsAreStillFound() {
        Account account = new Account(UUID.randomUUID(), "ada", "Ada", Set.of(Role.USER), Instant.now());
        BearerToken token = BearerToken.random(BearerToken.Kind.SESSION);
        sessions.put(token, new LoginSession(account, Instant.now().plusSeconds(60)));
        lookUp(token.value())
                .then()
                .statusCode(200)
                .body("account_id", equalTo(account.id().toString()));
        Gateway.withToken(token.value()).delete("/v1/sessions/current").then().statusCode(204);
        lookUp(token.value()).then().statusCode(404);
    }
}
