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
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gaitsuite.job.RealRedis;
import org.gaitsuite.job.ScriptedPipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealRedis.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
class AnalysesApiTest {
    private final String account = Gateway.account();

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    private static RequestSpecification as(String account) {
        return given().header("Authorization", "Bearer " + Gateway.identityOf(account));
    }

    private ValidatableResponse submit(String script) {
        return as(account)
                .contentType("video/mp4")
                .body(script.getBytes(UTF_8))
                .post("/v1/analyses")
                .then();
    }

    private String accepted(String script) {
        return submit(script).statusCode(202).extract().path("id");
    }

    private ValidatableResponse awaitState(String id, String state) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(20);
        while (true) {
            ValidatableResponse response =
                    as(account).get("/v1/analyses/" + id).then().statusCode(200);
            String now = response.extract().path("state");
            if (now.equals(state)) {
                return response;
            }
            assertThat(Instant.now()).as("%s is still %s", id, now).isBefore(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    void aSubmittedVideoSucceedsWithItsResultAndFiles() throws InterruptedException {
        String id = as(account)
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

        awaitState(id, "SUCCEEDED")
                .body("attempt", equalTo(1))
                .body("name", equalTo("Gangbild, müde"))
                .body("failure", nullValue())
                .body("result.schema", equalTo("gait-result/1"))
                .body("result.parameters[0].value", equalTo(112.44f))
                .body("artefacts.name", hasItem("cycles.csv"));

        as(account)
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
        String id = accepted("walk");
        awaitState(id, "SUCCEEDED");
        String address = "/v1/analyses/" + id + "/cycles.csv";
        String tag = as(account)
                .header("Range", "bytes=0-3")
                .get(address)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 0-3/28")
                .body(equalTo("side"))
                .extract()
                .header("ETag");
        as(account).header("If-None-Match", tag).get(address).then().statusCode(304);
        as(account)
                .header("Range", "bytes=900-")
                .get(address)
                .then()
                .statusCode(416)
                .body("type", equalTo("urn:gait-suite:problem:range-not-satisfiable"));
    }

    @Test
    void aVideoWithoutAWalkFailsWithTheReason() throws InterruptedException {
        awaitState(accepted("still"), "FAILED")
                .body("failure.type", equalTo("urn:gait-suite:problem:no-walk"))
                .body("failure.detail", containsString("0 heel strikes"))
                .body("artefacts", hasSize(0));
        awaitState(accepted("empty"), "FAILED").body("failure.type", equalTo("urn:gait-suite:problem:no-person"));
    }

    @Test
    void someoneElsesAnalysisLooksLikeAnUnknownOne() throws InterruptedException {
        String id = accepted("walk");
        awaitState(id, "SUCCEEDED");
        String unknown = as(account)
                .get("/v1/analyses/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .extract()
                .asString();
        String stranger = Gateway.account();
        for (String path : new String[] {"", "/events", "/result.json", "/cycles.csv"}) {
            assertThat(as(stranger)
                            .get("/v1/analyses/" + id + path)
                            .then()
                            .statusCode(404)
                            .extract()
                            .asString())
                    .as(path)
                    .isEqualTo(unknown);
        }
        assertThat(as(stranger)
                        .delete("/v1/analyses/" + id)
                        .then()
                        .statusCode(404)
                        .extract()
                        .asString())
                .isEqualTo(unknown);
        as(stranger).get("/v1/analyses").then().statusCode(200).body("items", hasSize(0));
        as(account).get("/v1/analyses/" + id).then().statusCode(200);
    }

    @Test
    void whatIsNoVideoIsRefusedAtOnceAndLeavesNothing() {
        submit("hello")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:not-a-video"));
        submit("").statusCode(400).body("type", equalTo("urn:gait-suite:problem:empty-body"));
        as(account)
                .contentType("image/png")
                .body(new byte[10])
                .post("/v1/analyses")
                .then()
                .statusCode(415)
                .body("type", equalTo("urn:gait-suite:problem:unsupported-media-type"))
                .body("detail", containsString("image/png"));
        as(account).get("/v1/analyses").then().body("items", hasSize(0));
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
            as(account)
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
            Gateway.identity(account, "session-service", Duration.ofSeconds(60)),
            Gateway.identity(account, "analysis-service", Duration.ofSeconds(-120))
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
        as(account).get("/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        as(account).put("/v1/analyses").then().statusCode(405).contentType("application/problem+json");
        as(account).get("/v1/analyses/no-id").then().statusCode(404).contentType("application/problem+json");
        as(account)
                .accept("image/png")
                .get("/v1/analyses")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
        as(account)
                .header("X-Request-Id", "r-17")
                .queryParam("limit", "1000")
                .get("/v1/analyses")
                .then()
                .statusCode(400)
                .body("request_id", equalTo("r-17"))
                .body("detail", containsString("1000"));
    }

    @Test
    void aRepeatedSubmissionFindsTheFirst() {
        String key = UUID.randomUUID().toString();
        String first = withKey(key, "walk a").statusCode(202).extract().path("id");
        assertThat(withKey(key, "walk a").statusCode(202).extract().<String>path("id"))
                .isEqualTo(first);
        withKey(key, "walk b").statusCode(400).body("type", equalTo("urn:gait-suite:problem:invalid-parameter"));
        as(account).get("/v1/analyses").then().body("items", hasSize(1));
    }

    private ValidatableResponse withKey(String key, String script) {
        return as(account)
                .contentType("video/mp4")
                .header("Idempotency-Key", key)
                .body(script.getBytes(UTF_8))
                .post("/v1/analyses")
                .then();
    }

    @Test
    void theSameQuestionAboutTheSameVideoIsAnsweredOnce() throws InterruptedException {
        String first = submit("walk")
                .statusCode(202)
                .body("duplicate", nullValue())
                .body("priority", equalTo("INTERACTIVE"))
                .extract()
                .path("id");
        submit("walk").statusCode(202).body("id", equalTo(first)).body("duplicate", equalTo(true));
        awaitState(first, "SUCCEEDED");
        submit("walk").statusCode(202).body("id", equalTo(first)).body("state", equalTo("SUCCEEDED"));
        String key = UUID.randomUUID().toString();
        withKey(key, "walk").statusCode(202).body("id", equalTo(first));
        withKey(key, "walk").statusCode(202).body("id", equalTo(first));
        as(account).get("/v1/analyses").then().body("items", hasSize(1));
    }

    @Test
    void anotherQuestionAnotherAccountOrAWishIsAnalysedAnew() {
        String first = accepted("walk");
        String higher = asked("height", "1.8").statusCode(202).extract().path("id");
        String again = asked("again", "true").statusCode(202).extract().path("id");
        String batch = asked("priority", "batch")
                .statusCode(202)
                .body("duplicate", equalTo(true))
                .extract()
                .path("id");
        assertThat(List.of(first, higher, again)).doesNotHaveDuplicates();
        assertThat(batch).as("the latest answers").isEqualTo(again);
        as(Gateway.account())
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
        return as(account)
                .contentType("video/mp4")
                .queryParam(parameter, value)
                .body("walk".getBytes(UTF_8))
                .post("/v1/analyses")
                .then();
    }

    @Test
    void whatFailedWasCancelledOrErasedIsAnalysedAnew() throws InterruptedException {
        String failed = accepted("still");
        awaitState(failed, "FAILED");
        assertThat(accepted("still")).isNotEqualTo(failed);

        String gate = "wait:again-" + UUID.randomUUID();
        String cancelled = accepted(gate);
        as(account).delete("/v1/analyses/" + cancelled).then().statusCode(200);
        String next = accepted(gate);
        assertThat(next).isNotEqualTo(cancelled);
        ScriptedPipeline.open(gate.substring(5));
        awaitState(next, "SUCCEEDED");
        as(account).delete("/v1/analyses/" + next).then().statusCode(204);
        assertThat(accepted(gate)).isNotEqualTo(next);
    }

    @Test
    void manyAtOnceWithTheSameVideoFindOneAnalysis() throws Exception {
        try (var pool = java.util.concurrent.Executors.newFixedThreadPool(8)) {
            List<java.util.concurrent.Callable<String>> uploads =
                    java.util.Collections.nCopies(8, () -> accepted("walk"));
            java.util.Set<String> ids = new java.util.HashSet<>();
            for (var upload : pool.invokeAll(uploads)) {
                ids.add(upload.get());
            }
            assertThat(ids).hasSize(1);
        }
        as(account).get("/v1/analyses").then().body("items", hasSize(1));
    }

    @Test
    void everythingOfAnAccountIsErased() throws InterruptedException {
        String gate = "erase-" + UUID.randomUUID();
        String running = accepted("wait:" + gate);
        ScriptedPipeline.awaitReached(gate);
        String done = accepted("walk");
        awaitState(done, "SUCCEEDED");
        as(account).delete("/v1/analyses").then().statusCode(204);
        as(account).get("/v1/analyses").then().body("items", hasSize(0));
        as(account).get("/v1/analyses/" + running).then().statusCode(404);
        as(account).get("/v1/analyses/" + done + "/cycles.csv").then().statusCode(404);
        as(account).delete("/v1/analyses").then().statusCode(204);
    }

    @Test
    void whatIsDoneToAnAnalysisIsAuditedForItsOwnerAndForOperators() throws InterruptedException {
        String id = accepted("walk");
        awaitState(id, "SUCCEEDED");
        as(account).get("/v1/analyses/" + id + "/cycles.csv").then().statusCode(200);
        as(account).get("/v1/analyses/" + id + "/cycles.csv").then().statusCode(200);
        as(account).delete("/v1/analyses/" + id).then().statusCode(204);
        as(account)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("events.action", equalTo(List.of("ERASED", "EXPORTED", "READ", "UPLOADED")))
                .body("events.actor", equalTo(java.util.Collections.nCopies(4, account)))
                .body("events.analysis", equalTo(java.util.Collections.nCopies(4, id)))
                .body("events[1].detail", equalTo("cycles.csv"));
        String cursor = as(account)
                .queryParam("limit", 3)
                .get("/v1/audit")
                .then()
                .body("events", hasSize(3))
                .extract()
                .path("next_cursor");
        as(account)
                .queryParam("cursor", cursor)
                .get("/v1/audit")
                .then()
                .body("events.action", equalTo(List.of("UPLOADED")))
                .body("next_cursor", nullValue());
        as(Gateway.account()).get("/v1/audit").then().body("events", hasSize(0));
        as(account).get("/v1/ops/audit").then().statusCode(403);
        given().header("Authorization", "Bearer " + Gateway.identityOfOperator("operator-1"))
                .queryParam("account", account)
                .get("/v1/ops/audit")
                .then()
                .statusCode(200)
                .body("events", hasSize(4));
    }

    @Test
    void theListIsPagedFromTheYoungest() {
        String first = accepted("walk 1");
        String second = accepted("walk 2");
        String third = accepted("walk 3");
        var page = as(account).queryParam("limit", 2).get("/v1/analyses").then().statusCode(200);
        page.body("items.id", equalTo(List.of(third, second))).body("items[0].result", nullValue());
        as(account)
                .queryParam("cursor", page.extract().<String>path("next_cursor"))
                .get("/v1/analyses")
                .then()
                .body("items.id", equalTo(List.of(first)))
                .body("next_cursor", nullValue());
    }

    @Test
    void aRunningAnalysisIsCancelledThenErased() throws InterruptedException {
        String gate = "cancel-" + UUID.randomUUID();
        String id = accepted("wait:" + gate);
        ScriptedPipeline.awaitReached(gate);
        as(account).delete("/v1/analyses/" + id).then().statusCode(200).body("state", equalTo("CANCELLED"));
        as(account).delete("/v1/analyses/" + id).then().statusCode(204);
        as(account).get("/v1/analyses/" + id).then().statusCode(404);
    }

    @Test
    void eventsTellStateAndProgressToTheEnd() throws InterruptedException {
        String gate = "events-" + UUID.randomUUID();
        String id = accepted("wait:" + gate);
        ScriptedPipeline.awaitReached(gate);
        Thread opener = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(700);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            ScriptedPipeline.open(gate);
        });
        String events = as(account)
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
