package org.gaitsuite.api;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.gaitsuite.redis.real.RealRedis;
import org.gaitsuite.redis.real.RedisProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis is named in the configuration and is not there. */
@QuarkusTest
@TestProfile(DegradedTest.RedisIsAway.class)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
class DegradedTest {
    private static final int PORT = RedisProcesses.freePort();

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
        Account anna = new Account();
        String id = anna.accepted("walk");
        Thread.sleep(1500);
        anna.calls().get("/v1/analyses/" + id).then().statusCode(200).body("state", equalTo("QUEUED"));

        try (RealRedis redis = new RealRedis(PORT, "")) {
            redis.start();
            anna.awaitState(id, "SUCCEEDED");
        }
    }
}
