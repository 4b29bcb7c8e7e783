package org.gaitsuite.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads are taken here and worked on elsewhere, and nobody said which Redis the two share. */
@QuarkusTest
@TestProfile(ApiWithoutRedisTest.Api.class)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
@NullUnmarked
class ApiWithoutRedisTest {
    /** A process that takes uploads. */
    public static final class Api implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gait.role", "api",
                    "gait.sql.url", "jdbc:h2:mem:api-alone;DB_CLOSE_DELAY=-1",
                    "gait.data-dir", Path.of("target", "test-api-alone").toString());
        }
    }

    @TestHTTPResource("/")
    URL root;

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    @Test
    void itIsDegradedAndAnalysesWaitInSql() throws InterruptedException {
        given().head(root.toString()).then().header("X-Gait-Parts", containsString("redis=down"));
        Account anna = new Account();
        anna.awaitState(anna.accepted("walk"), "QUEUED");
    }
}
