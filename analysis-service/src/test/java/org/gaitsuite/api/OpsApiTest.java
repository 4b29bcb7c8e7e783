package org.gaitsuite.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see and do, and that nobody else can. */
@QuarkusTest
@TestProfile(OpsApiTest.OneAttempt.class)
@QuarkusTestResource(value = WithRedis.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
class OpsApiTest {
    /** What breaks once is given up. */
    public static final class OneAttempt implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gait.sql.url", "jdbc:h2:mem:ops;DB_CLOSE_DELAY=-1",
                    "gait.data-dir", "target/test-ops",
                    "gait.worker.maximum-attempts", "1");
        }
    }

    @TestHTTPResource(value = "/metrics", management = true)
    @Nullable
    URL metrics;

    private final String account = Gateway.account();

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + Gateway.identityOfOperator("operator-1"));
    }

    private RequestSpecification user() {
        return given().header("Authorization", "Bearer " + Gateway.identityOf(account));
    }

    private String givenUp() throws InterruptedException {
        String id = user().contentType("video/mp4")
                .body("poison".getBytes(UTF_8))
                .queryParam("name", UUID.randomUUID().toString())
                .post("/v1/analyses")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        awaitState(id, "FAILED");
        return id;
    }

    private void awaitState(String id, String state) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(20);
        String now = "";
        while (!now.equals(state)) {
            assertThat(Instant.now()).as("%s is still %s", id, now).isBefore(deadline);
            Thread.sleep(50);
            now = user().get("/v1/analyses/" + id).then().extract().path("state");
        }
    }

    @Test
    void theQueueIsReported() throws InterruptedException {
        givenUp();
        operator()
                .get("/v1/ops/queue")
                .then()
                .statusCode(200)
                .body("reachable", equalTo(true))
                .body("waiting.interactive", equalTo(0))
                .body("waiting.batch", equalTo(0))
                .body("delayed", equalTo(0))
                .body("oldest_waiting_s", nullValue())
                .body("dead_letters", not(equalTo(0)));
        assertThat(given().get(Objects.requireNonNull(metrics))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("gait_queue_depth ")
                .contains("gait_queue_waiting{priority=\"batch\"} ")
                .contains("gait_queue_waiting{priority=\"interactive\"} ")
                .contains("gait_queue_delayed ")
                .contains("gait_queue_oldest_seconds ")
                .contains("gait_jobs_running ")
                .contains("gait_dead_letters ");
    }

    @Test
    void deadLettersAreListedPageByPage() throws InterruptedException {
        String first = givenUp();
        String second = givenUp();
        String cursor = operator()
                .queryParam("limit", 1)
                .get("/v1/ops/dead-letters")
                .then()
                .statusCode(200)
                .body("dead_letters.id", equalTo(List.of(second)))
                .body("dead_letters[0].account", equalTo(account))
                .body("dead_letters[0].attempts", equalTo(1))
                .body("dead_letters[0].reason", containsString("poison"))
                .extract()
                .path("next_cursor");
        operator()
                .queryParam("limit", 1)
                .queryParam("cursor", cursor)
                .get("/v1/ops/dead-letters")
                .then()
                .statusCode(200)
                .body("dead_letters.id", equalTo(List.of(first)));
        operator()
                .queryParam("limit", "many")
                .get("/v1/ops/dead-letters")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:gait-suite:problem:invalid-parameter"));
    }

    @Test
    void aDeadLetterIsRequeuedOrDroppedOnce() throws InterruptedException {
        String id = givenUp();
        operator()
                .post("/v1/ops/dead-letters/" + id + "/requeue")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("state", equalTo("QUEUED"));
        // It breaks again.
        awaitState(id, "FAILED");
        operator().delete("/v1/ops/dead-letters/" + id).then().statusCode(204);
        operator()
                .delete("/v1/ops/dead-letters/" + id)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:gait-suite:problem:not-found"));
        operator().post("/v1/ops/dead-letters/" + id + "/requeue").then().statusCode(404);
        operator().post("/v1/ops/dead-letters/no-id/requeue").then().statusCode(404);
        operator().get("/v1/ops/dead-letters").then().statusCode(200).body("dead_letters.id", not(hasItem(id)));
        user().get("/v1/analyses/" + id).then().statusCode(200).body("state", equalTo("FAILED"));
    }

    @Test
    void nobodyButAnOperatorMayAsk() {
        user().get("/v1/ops/queue").then().statusCode(403).body("type", equalTo("urn:gait-suite:problem:forbidden"));
        user().get("/v1/ops/dead-letters").then().statusCode(403);
        user().post("/v1/ops/dead-letters/" + UUID.randomUUID() + "/requeue")
                .then()
                .statusCode(403);
        user().delete("/v1/ops/dead-letters/" + UUID.randomUUID()).then().statusCode(403);
        given().get("/v1/ops/queue").then().statusCode(401);
    }
}
