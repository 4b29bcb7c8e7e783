package org.gaitsuite.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gaitsuite.job.ScriptedPipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = WithRedis.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
class AnalysesApiTest {
    private final Account me = new Account();

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    @Test
    void aSubmittedVideoSucceedsWithItsResultAndFiles() throws InterruptedException {
        String id = me.calls()
                .contentType("video/mp4")
                .queryParam("height", "1.65")
                .queryParam("name", "Gangbild, müde")
                .body("walk 1".getBytes(UTF_8))
                .post("/v1/analyses")
                .then()
                .statusCode(202)
                .header("Location", containsString("/v1/analyses/"))
                .body("state", equalTo("QUEUED"))
                .body("progress.stage", equalTo("queued"))
                .body("input.size_bytes", equalTo(6))
                .body("input.sha256", equalTo(sha256("walk 1")))
                .extract()
                .path("id");

        me.awaitState(id, "SUCCEEDED")
                .body("attempt", equalTo(1))
                .body("name", equalTo("Gangbild, müde"))
                .body("failure", nullValue())
                .body("result.schema", equalTo("gait-result/1"))
                .body("result.parameters[0].value", equalTo(112.44f))
                .body("artefacts.name", hasItem("cycles.csv"));

        me.calls()
                .get("/v1/analyses/" + id + "/cycles.csv")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", containsString("cycles.csv"))
                .body(containsString("LEFT,0.5"));
    }

    private static String sha256(String text) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileIsSentInPartsAndNotTwice() throws InterruptedException {
        String id = me.accepted("walk");
        me.awaitState(id, "SUCCEEDED");
        String address = "/v1/analyses/" + id + "/cycles.csv";
        String tag = me.calls()
                .header("Range", "bytes=0-3")
                .get(address)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 0-3/28")
                .body(equalTo("side"))
                .extract()
                .header("ETag");
        me.calls().header("If-None-Match", tag).get(address).then().statusCode(304);
        me.calls()
                .header("Range", "bytes=900-")
                .get(address)
                .then()
                .statusCode(416)
                .body("type", equalTo("urn:gait-suite:problem:range-not-satisfiable"));
    }

    @Test
    void aDamagedFileIsNotDelivered() throws Exception {
        String id = me.accepted("walk");
        me.awaitState(id, "SUCCEEDED");
        try (Stream<Path> stored = Files.walk(Path.of("target", "test-data", "videos"))) {
            Path file = stored.filter(path -> path.toString().contains(id) && path.endsWith("cycles.csv"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(file, Files.readString(file).replace("0.5", "0.6"));
        }
        me.calls()
                .header("Range", "bytes=0-3")
                .get("/v1/analyses/" + id + "/cycles.csv")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:internal-error"))
                .body("detail", containsString("damaged"));
    }

    @Test
    void aVideoWithoutAWalkFailsWithTheReason() throws InterruptedException {
        me.awaitState(me.accepted("still"), "FAILED")
                .body("failure.type", equalTo("urn:gait-suite:problem:no-walk"))
                .body("failure.detail", containsString("0 heel strikes"))
                .body("artefacts", hasSize(0));
        me.awaitState(me.accepted("empty"), "FAILED").body("failure.type", equalTo("urn:gait-suite:problem:no-person"));
    }

    @Test
    void someoneElsesAnalysisLooksLikeAnUnknownOne() throws InterruptedException {
        String id = me.accepted("walk");
        me.awaitState(id, "SUCCEEDED");
        String unknown = me.calls()
                .get("/v1/analyses/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .extract()
                .asString();
        Account stranger = new Account();
        for (String path : new String[] {"", "/events", "/result.json", "/cycles.csv"}) {
            assertThat(stranger.calls()
                            .get("/v1/analyses/" + id + path)
                            .then()
                            .statusCode(404)
                            .extract()
                            .asString())
                    .as(path)
                    .isEqualTo(unknown);
        }
        assertThat(stranger.calls()
                        .delete("/v1/analyses/" + id)
                        .then()
                        .statusCode(404)
                        .extract()
                        .asString())
                .isEqualTo(unknown);
        stranger.calls().get("/v1/analyses").then().statusCode(200).body("items", hasSize(0));
        me.calls().get("/v1/analyses/" + id).then().statusCode(200);
    }

    @Test
    void whatIsNoVideoIsRefusedAtOnceAndLeavesNothing() {
        me.submit("hello")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:not-a-video"));
        me.submit("").statusCode(400).body("type", equalTo("urn:gait-suite:problem:empty-body"));
        me.calls()
                .contentType("image/png")
                .body(new byte[10])
                .post("/v1/analyses")
                .then()
                .statusCode(415)
                .body("type", equalTo("urn:gait-suite:problem:unsupported-media-type"))
                .body("detail", containsString("image/png"));
        me.calls().get("/v1/analyses").then().body("items", hasSize(0));
    }

    @Test
    void aWrongParameterIsNamedWithItsValue() {
        String[][] wrong = {
            {"height", "165", "0.4 to 2.6"},
            {"height", "tall", "a number"},
            {"view", "above", "side, frontal"},
            {"surface", "moon", "overground"},
            {"sex", "x", "female"},
            {"estimator", "magic", "silhouette"},
            {"frame_rate", "0", "1 to 2000"},
            {"age", "-1", "0.0 to 125.0"}
        };
        for (String[] one : wrong) {
            me.calls()
                    .contentType("video/mp4")
                    .queryParam(one[0], one[1])
                    .body("walk".getBytes(UTF_8))
                    .post("/v1/analyses")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:gait-suite:problem:invalid-parameter"))
                    .body("detail", containsString(one[0]))
                    .body("detail", containsString(one[1]))
                    .body("detail", containsString(one[2]));
        }
    }

    @Test
    void aCallWithoutAValidIdentityIsRefused() {
        given().get("/v1/analyses")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:session-required"));
        for (String token : new String[] {
            "nonsense",
            Gateway.identity(me.id(), "session-service", Duration.ofSeconds(60)),
            Gateway.identity(me.id(), "analysis-service", Duration.ofSeconds(-120))
        }) {
            given().header("Authorization", "Bearer " + token)
                    .get("/v1/analyses")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void frameworkErrorsAreProblemsToo() {
        me.calls().get("/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        me.calls().put("/v1/analyses").then().statusCode(405).contentType("application/problem+json");
        me.calls().get("/v1/analyses/no-id").then().statusCode(404).contentType("application/problem+json");
        me.calls()
                .accept("image/png")
                .get("/v1/analyses")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
        me.calls()
                .header("X-Request-Id", "r-17")
                .queryParam("limit", "1000")
                .get("/v1/analyses")
                .then()
                .statusCode(400)
                .body("request_id", equalTo("r-17"))
                .body("detail", containsString("1000"));
    }

    @Test
    void theListIsPagedFromTheYoungest() {
        String first = me.accepted("walk 1");
        String second = me.accepted("walk 2");
        String third = me.accepted("walk 3");
        var page = me.calls().queryParam("limit", 2).get("/v1/analyses").then().statusCode(200);
        page.body("items.id", equalTo(List.of(third, second))).body("items[0].result", nullValue());
        me.calls()
                .queryParam("cursor", page.extract().<String>path("next_cursor"))
                .get("/v1/analyses")
                .then()
                .body("items.id", equalTo(List.of(first)))
                .body("next_cursor", nullValue());
    }

    @Test
    void aRunningAnalysisIsCancelledThenErased() throws InterruptedException {
        String gate = "cancel-" + UUID.randomUUID();
        String id = me.accepted("wait:" + gate);
        ScriptedPipeline.awaitReached(gate);
        me.calls().delete("/v1/analyses/" + id).then().statusCode(200).body("state", equalTo("CANCELLED"));
        me.calls().delete("/v1/analyses/" + id).then().statusCode(204);
        me.calls().get("/v1/analyses/" + id).then().statusCode(404);
    }

    @Test
    void eventsTellStateAndProgressToTheEnd() throws InterruptedException {
        String gate = "events-" + UUID.randomUUID();
        String id = me.accepted("wait:" + gate);
        ScriptedPipeline.awaitReached(gate);
        Thread opener = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(700);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            ScriptedPipeline.open(gate);
        });
        String events = me.calls()
                .get("/v1/analyses/" + id + "/events")
                .then()
                .statusCode(200)
                .contentType("text/event-stream")
                .extract()
                .asString();
        opener.join();
        assertThat(events)
                .contains("event:state")
                .contains("{\"state\":\"RUNNING\"}")
                .contains("event:progress")
                .contains("\"stage\":\"pose\"")
                .endsWith("data:{\"state\":\"SUCCEEDED\"}\n\n");
    }
}
