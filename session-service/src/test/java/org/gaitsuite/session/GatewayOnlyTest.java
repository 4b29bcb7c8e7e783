package org.gaitsuite.session;

import static io.restassured.RestAssured.given;
import static org.gaitsuite.session.Gateway.asGateway;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing without the gateway's signature, and problem documents for everything that the framework refuses. */
@QuarkusTest
class GatewayOnlyTest extends AgainstService {
    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/sessions/current", "/v1/tokens", "/internal/session", "/v1/accounts", "/nothing/here", "/"})
    void withoutTheGatewaysJwtNothingAnswers(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:gateway-required"));
    }

    @Test
    void registeringWithoutTheGatewaysJwtIsRefused() {
        given().contentType(ContentType.JSON)
                .body(Map.of("login", "somebody", "password", Gateway.PASSWORD))
                .post("/v1/accounts")
                .then()
                .statusCode(401);
    }

    @Test
    void jwtsOfOthersAreRefused() throws GeneralSecurityException {
        Duration minute = Duration.ofMinutes(1);
        refused(GatewayKeys.jwt("analysis-service", "gateway", minute));
        refused(GatewayKeys.jwt("session-service", "gateway", Duration.ofSeconds(-30)));
        refused(GatewayKeys.jwt("session-service", "gateway", Duration.ofHours(1)));
        refused(GatewayKeys.jwt(
                "session-service", "gateway", minute, GatewayKeys.generate().getPrivate()));
        refused("not.a.jwt");
    }

    private static void refused(String jwt) {
        given().header("Authorization", "Bearer " + jwt)
                .get("/internal/session")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @Test
    void usersJwtsAreForbidden() {
        given().header("Authorization", "Bearer " + GatewayKeys.jwt("session-service", "user", Duration.ofMinutes(1)))
                .get("/internal/session")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:forbidden"));
    }

    @Test
    void whatTheFrameworkRefusesIsAProblemDocumentToo() {
        asGateway()
                .header("X-Request-Id", "r-17")
                .get("/nothing/here")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:not-found"))
                .body("request_id", equalTo("r-17"));
        asGateway().put("/v1/sessions").then().statusCode(405).contentType("application/problem+json");
        asGateway()
                .contentType(ContentType.TEXT)
                .body("hello")
                .post("/v1/sessions")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        for (String body : new String[] {"{\"login\": ", "[]", "17", "{\"login\": {}}", "null"}) {
            asGateway()
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/v1/sessions")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:gait-suite:problem:invalid-parameter"))
                    .body("detail", not(containsString("Exception")));
        }
        asGateway()
                .contentType(ContentType.JSON)
                .post("/v1/sessions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        Gateway.json(Map.of("login", "x"))
                .post("/v1/sessions")
                .then()
                .statusCode(400)
                .body("detail", containsString("password"));
        Gateway.json(Map.of("login", "x".repeat(70_000), "password", "y"))
                .post("/v1/sessions")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }
}
