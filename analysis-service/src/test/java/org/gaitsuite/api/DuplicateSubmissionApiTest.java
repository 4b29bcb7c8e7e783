package org.gaitsuite.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.gaitsuite.job.ScriptedPipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same question about the same video of the same account is computed once. */
@QuarkusTest
@QuarkusTestResource(value = WithRedis.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
class DuplicateSubmissionApiTest {
    private final Account me = new Account();

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    @Test
    void aRepeatedSubmissionFindsTheFirst() {
        String key = UUID.randomUUID().toString();
        String first = withKey(key, "walk a").statusCode(202).extract().path("id");
        assertThat(withKey(key, "walk a").statusCode(202).extract().<String>path("id"))
                .isEqualTo(first);
        withKey(key, "walk b").statusCode(400).body("type", equalTo("urn:gait-suite:problem:invalid-parameter"));
        me.calls().get("/v1/analyses").then().body("items", hasSize(1));
    }

    private ValidatableResponse withKey(String key, String script) {
        return me.calls()
                .contentType("video/mp4")
                .header("Idempotency-Key", key)
                .body(script.getBytes(UTF_8))
                .post("/v1/analyses")
                .then();
    }

    @Test
    void theSameQuestionAboutTheSameVideoIsAnsweredOnce() throws InterruptedException {
        String first = me.submit("walk")
                .statusCode(202)
                .body("duplicate", nullValue())
                .body("priority", equalTo("INTERACTIVE"))
                .extract()
                .path("id");
        me.submit("walk").statusCode(202).body("id", equalTo(first)).body("duplicate", equalTo(true));
        me.awaitState(first, "SUCCEEDED");
        me.submit("walk").statusCode(202).body("id", equalTo(first)).body("state", equalTo("SUCCEEDED"));
        String key = UUID.randomUUID().toString();
        withKey(key, "walk").statusCode(202).body("id", equalTo(first));
        withKey(key, "walk").statusCode(202).body("id", equalTo(first));
        me.calls().get("/v1/analyses").then().body("items", hasSize(1));
    }

    @Test
    void anotherQuestionAnotherAccountOrAWishIsAnalysedAnew() {
        String first = me.accepted("walk");
        String higher = asked("height", "1.8").statusCode(202).extract().path("id");
        String again = asked("again", "true").statusCode(202).extract().path("id");
        String batch = asked("priority", "batch")
                .statusCode(202)
                .body("duplicate", equalTo(true))
                .extract()
                .path("id");
        assertThat(List.of(first, higher, again)).doesNotHaveDuplicates();
        assertThat(batch).as("the latest answers").isEqualTo(again);
        new Account()
                .calls()
                .contentType("video/mp4")
                .body("walk".getBytes(UTF_8))
                .post("/v1/analyses")
                .then()
                .statusCode(202)
                .body("duplicate", nullValue());
        asked("again", "perhaps").statusCode(400).body("detail", containsString("perhaps"));
        asked("priority", "high").statusCode(400).body("detail", containsString("interactive, batch"));
    }

    private ValidatableResponse asked(String parameter, String value) {
        return me.calls()
                .contentType("video/mp4")
                .queryParam(parameter, value)
                .body("walk".getBytes(UTF_8))
                .post("/v1/analyses")
                .then();
    }

    @Test
    void whatFailedWasCancelledOrErasedIsAnalysedAnew() throws InterruptedException {
        String failed = me.accepted("still");
        me.awaitState(failed, "FAILED");
        assertThat(me.accepted("still")).isNotEqualTo(failed);

        String gate = "wait:again-" + UUID.randomUUID();
        String cancelled = me.accepted(gate);
        me.calls().delete("/v1/analyses/" + cancelled).then().statusCode(200);
        String next = me.accepted(gate);
        assertThat(next).isNotEqualTo(cancelled);
        ScriptedPipeline.open(gate.substring(5));
        me.awaitState(next, "SUCCEEDED");
        me.calls().delete("/v1/analyses/" + next).then().statusCode(204);
        assertThat(me.accepted(gate)).isNotEqualTo(next);
    }

    @Test
    void manyAtOnceWithTheSameVideoFindOneAnalysis() throws Exception {
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> uploads = Collections.nCopies(8, () -> me.accepted("walk"));
            Set<String> ids = new HashSet<>();
            for (var upload : pool.invokeAll(uploads)) {
                ids.add(upload.get());
            }
            assertThat(ids).hasSize(1);
        }
        me.calls().get("/v1/analyses").then().body("items", hasSize(1));
    }
}
