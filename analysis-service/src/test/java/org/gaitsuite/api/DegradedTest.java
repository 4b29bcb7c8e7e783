package org.gaitsuite.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.Map;
import org.gaitsuite.job.RealRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis is named in the configuration and is not there. */
@QuarkusTest
@TestProfile(DegradedTest.RedisIsAway.class)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
class DegradedTest {
    private static final int PORT = RealRedis.freePort();

    /** Nothing listens on the port until the test starts a Redis there. */
    public static final class RedisIsAway implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "REDIS_URL", "redis://127.0.0.1:" + PORT,
                    "gait.sql.url", "jdbc:h2:mem:degraded;DB_CLOSE_DELAY=-1",
                    "gait.data-dir", "target/test-degraded",
                    "gait.worker.reconcile-every", "500ms");
        }
    }

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    @Test
    void analysesAreAcceptedAndDoneWhenRedisComes() throws InterruptedException {
        String identity = "Bearer " + Gateway.identityOf(Gateway.account());
        String id = given().header("Authorization", identity)
                .contentType("video/mp4")
                .body("walk".getBytes(UTF_8))
                .post("/v1/analyses")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Thread.sleep(1500);
        given().header("Authorization", identity)
                .get("/v1/analyses/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("QUEUED"));

        try (RealRedis redis = new RealRedis(PORT)) {
            redis.start();
            Instant deadline = Instant.now().plusSeconds(20);
            String state = "";
            while (!state.equals("SUCCEEDED")) {
                assertThat(Instant.now()).as(state).isBefore(deadline);
                Thread.sleep(100);
                state = given().header("Authorization", identity)
                        .get("/v1/analyses/" + id)
                        .then()
                        .extract()
                        .path("state");
            }
        }
    }
}
