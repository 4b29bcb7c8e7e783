package org.gaitsuite.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.gaitsuite.trail.lines.JsonLines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One upload is followed by two ids: that of its request up to the line that names the analysis, and that of the analysis from there on. */
@QuarkusTest
@TestProfile(RequestTrailTest.LinesAreJson.class)
class RequestTrailTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    public static final class LinesAreJson implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Gateway.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.log.console.json.enabled", "true", "gait.worker.concurrency", "2");
        }
    }

    private final Account me = new Account();

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    @Test
    void anUploadIsFollowedFromItsRequestToTheEndOfItsAnalysis() throws InterruptedException {
        try (JsonLines said = JsonLines.of("org.gaitsuite.job")) {
            String id = upload(me.calls()
                    .header("X-Request-Id", "upload-1")
                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));
            me.awaitState(id, "SUCCEEDED");

            JsonNode accepted = only(said, "Analysis " + id + " is accepted");
            assertThat(accepted.path("request_id").asText()).isEqualTo("upload-1");
            assertThat(accepted.path("trace_id").asText()).isEqualTo(TRACE);
            assertThat(accepted.path("analysis_id").asText()).isEqualTo(id);
            JsonNode begins = only(said, "Analysis " + id + ": attempt 1 begins");
            assertThat(begins.path("analysis_id").asText()).isEqualTo(id);
            assertThat(begins.has("request_id")).isFalse();
        }
    }

    @Test
    void whatIsNoIdIsLeftOut() {
        try (JsonLines said = JsonLines.of("org.gaitsuite.job")) {
            String id = upload(me.calls()
                    .header("X-Request-Id", "two words")
                    .header("traceparent", "00-00000000000000000000000000000000-00f067aa0ba902b7-01"));

            JsonNode accepted = only(said, "Analysis " + id + " is accepted");
            assertThat(accepted.has("request_id")).isFalse();
            assertThat(accepted.has("trace_id")).isFalse();
        }
    }

    @Test
    void anUploadWithoutAnIdDoesNotGetThatOfTheOneBefore() {
        try (JsonLines said = JsonLines.of("org.gaitsuite.job")) {
            upload(me.calls().header("X-Request-Id", "before"));
            String id = upload(me.calls());

            assertThat(only(said, "Analysis " + id + " is accepted").has("request_id"))
                    .isFalse();
        }
    }

    private static String upload(RequestSpecification call) {
        return call.contentType("video/mp4")
                .queryParam("again", "true")
                .body("walk".getBytes(UTF_8))
                .post("/v1/analyses")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static JsonNode only(JsonLines said, String words) {
        List<JsonNode> lines = said.beginning(words);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }
}
