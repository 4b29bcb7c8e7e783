package org.gaitsuite.session;

import static io.restassured.RestAssured.given;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.logIn;
import static org.gaitsuite.session.Gateway.lookUp;
import static org.gaitsuite.session.Gateway.newLogin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.Optional;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Accounts;
import org.gaitsuite.session.token.ApiTokens;
import org.gaitsuite.session.token.BearerToken;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Neither a Redis nor the one instance is declared: degraded, with the reason, and never a memory of its own. */
@QuarkusTest
@TestProfile(WithoutRedis.class)
@NullUnmarked
class NobodySaidWhereSessionsAreTest extends AgainstService {
    @TestHTTPResource(value = "/health", management = true)
    URL health;

    @TestHTTPResource("/")
    URL root;

    @Inject
    Accounts accounts;

    @Inject
    ApiTokens tokens;

    @Test
    void theProcessIsUpAndSaysWhatIsMissing() {
        given().get(health + "/live").then().statusCode(200);
        given().get(health + "/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'sessions' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'sessions' }.data.reason", containsString("REDIS_URL"))
                .body("checks.find { it.name == 'sessions' }.data.reason", containsString("SINGLE_INSTANCE"));
        given().head(root.toString()).then().header("X-Gait-Parts", containsString("redis=down"));
    }

    @Test
    void sessionsAnswer503AndApiTokensGoOn() {
        refused(logIn(newLogin(), PASSWORD));
        refused(lookUp(BearerToken.random(BearerToken.Kind.SESSION).value()));
        Account account = accounts.register(newLogin(), PASSWORD, "Ada Walker", "network");
        BearerToken token = tokens.issue(account, "program", Optional.empty(), Optional.empty())
                .secret();
        lookUp(token.value()).then().statusCode(200).body("kind", equalTo("api-token"));
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:temporarily-unavailable"));
    }
}
