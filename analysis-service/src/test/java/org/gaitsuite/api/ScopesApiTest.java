package org.gaitsuite.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an API token with scopes may do, call by call. */
@QuarkusTest
@TestProfile(ScopesApiTest.Alone.class)
@QuarkusTestResource(value = WithRedis.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
class ScopesApiTest {
    /** Nothing but the API. */
    public static final class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gait.sql.url", "jdbc:h2:mem:scopes;DB_CLOSE_DELAY=-1",
                    "gait.data-dir", "target/test-scopes",
                    "gait.role", "api");
        }
    }

    private record Call(String method, String path, String scope) {}

    private static final String ID = UUID.randomUUID().toString();

    /** Every call of the service. */
    private static final List<Call> CALLS = List.of(
            new Call("POST", "/v1/analyses", "analyses:write"),
            new Call("GET", "/v1/analyses", "analyses:read"),
            new Call("HEAD", "/v1/analyses", "analyses:read"),
            new Call("DELETE", "/v1/analyses?all=true", "analyses:write"),
            new Call("GET", "/v1/analyses/" + ID, "analyses:read"),
            new Call("DELETE", "/v1/analyses/" + ID, "analyses:write"),
            new Call("GET", "/v1/analyses/" + ID + "/events", "analyses:read"),
            new Call("GET", "/v1/analyses/" + ID + "/report.pdf", "analyses:read"),
            new Call("GET", "/v1/audit", "analyses:read"),
            new Call("GET", "/v1/ops/queue", "operations"),
            new Call("GET", "/v1/ops/dead-letters", "operations"),
            new Call("DELETE", "/v1/ops/dead-letters/" + ID, "operations"),
            new Call("POST", "/v1/ops/dead-letters/" + ID + "/requeue", "operations"),
            new Call("GET", "/v1/ops/audit", "operations"));

    private final String account = Gateway.account();

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    @Test
    void aCallPassesWithItsScopeAndIsRefusedWithTheOthers() {
        for (Call call : CALLS) {
            for (String scope : List.of("analyses:read", "analyses:write", "operations")) {
                Response answer = send(call, scope);
                if (scope.equals(call.scope())) {
                    assertThat(answer.statusCode())
                            .as("%s with %s", call, scope)
                            .isNotIn(401, 403);
                } else {
                    assertThat(answer.statusCode())
                            .as("%s with %s", call, scope)
                            .isEqualTo(403);
                }
            }
        }
    }

    @Test
    void theRefusalNamesTheMissingScope() {
        send(new Call("DELETE", "/v1/analyses/" + ID, ""), "analyses:read")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:insufficient-scope"))
                .body("detail", containsString("the scope analyses:write; yours has analyses:read."));
    }

    @Test
    void severalScopesAddUpAndNoneOfThemGivesARole() {
        for (Call call : CALLS) {
            assertThat(send(call, "analyses:read analyses:write operations").statusCode())
                    .as(call.toString())
                    .isNotIn(401, 403);
        }
        given().header("Authorization", "Bearer " + Gateway.identityWithScope(account, "operations", "user"))
                .get("/v1/ops/queue")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:gait-suite:problem:forbidden"));
        // A scope that only sounds alike is another.
        assertThat(send(CALLS.get(1), "analyses:reader").statusCode()).isEqualTo(403);
    }

    @Test
    void whoeverLoggedInIsJudgedByTheirRolesAlone() {
        given().header("Authorization", "Bearer " + Gateway.identityOf(account))
                .get("/v1/analyses")
                .then()
                .statusCode(200);
        given().header("Authorization", "Bearer " + Gateway.identityOfOperator(account))
                .get("/v1/ops/queue")
                .then()
                .statusCode(200);
    }

    private Response send(Call call, String scope) {
        RequestSpecification request = given().header(
                        "Authorization", "Bearer " + Gateway.identityWithScope(account, scope, "user", "operator"));
        if (call.method().equals("POST")) {
            request.contentType("video/mp4").body("walk".getBytes(UTF_8));
        }
        return request.request(call.method(), call.path());
    }
}
