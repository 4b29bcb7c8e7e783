package org.gaitsuite.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gaitsuite.gait.Walks;
import org.gaitsuite.person.SkeletonLayout;
import org.gaitsuite.recording.Written;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keypoints and markers of other programs go the way of videos, through to their results. */
@QuarkusTest
@QuarkusTestResource(value = WithRedis.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
class RecordedAnalysesApiTest {
    private static final String[] FILES = {
        "result.json",
        "cycles.csv",
        "curves.csv",
        "curves.svg",
        "keypoints.json",
        "keypoints.trc",
        "angles.mot",
        "gait.c3d"
    };

    private final Account me = new Account();

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    private ValidatableResponse send(String contentType, byte[] body, Map<String, String> query) {
        return me.calls()
                .config(RestAssured.config()
                        .encoderConfig(
                                EncoderConfig.encoderConfig().encodeContentTypeAs(contentType, ContentType.BINARY)))
                .contentType(contentType)
                .queryParams(query)
                .body(body)
                .post("/v1/analyses")
                .then();
    }

    private String accepted(String contentType, byte[] body, Map<String, String> query) {
        return send(contentType, body, query).statusCode(202).extract().path("id");
    }

    @Test
    void markersInTextBecomeAResult() throws InterruptedException {
        String id = accepted(
                "text/tab-separated-values",
                Written.trc(Walks.metres()).getBytes(UTF_8),
                Map.of("contacts", "zeni", "cut_off", "auto", "confidence", "0.45"));
        me.awaitState(id, "SUCCEEDED")
                .body("result.input.kind", equalTo("trc"))
                .body("result.method.contacts", equalTo("zeni"))
                .body("result.method.cut_off_from", equalTo("signal"))
                .body("result.method.least_confidence", equalTo(0.45f))
                .body("result.bouts[0].strides", greaterThan(5))
                .body("artefacts.name", containsInAnyOrder(FILES));
        // The list carries no results, and yet offers no file that is not there.
        me.calls().get("/v1/analyses").then().body("items[0].artefacts.name", containsInAnyOrder(FILES));
        for (String file : FILES) {
            assertThat(me.calls()
                            .get("/v1/analyses/" + id + "/" + file)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asByteArray())
                    .as(file)
                    .isNotEmpty();
        }
        me.calls()
                .get("/v1/analyses/" + id + "/overlay.mp4")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:not-found"))
                .body("detail", containsString("pictures come with videos only"))
                .body("detail", containsString("markers"));
    }

    @Test
    void markersOfALaboratoryBecomeAResult() throws InterruptedException {
        String id = accepted("application/octet-stream", Written.c3d(Walks.metres(), List.of()), Map.of());
        me.awaitState(id, "SUCCEEDED")
                .body("input.content_type", equalTo("application/octet-stream"))
                .body("result.input.kind", equalTo("c3d"))
                .body("result.events.size()", greaterThan(12));
    }

    @Test
    void keypointsInAnArchiveBecomeAResult() throws InterruptedException {
        byte[] zip = Written.openPoseZip(Walks.pixels(), SkeletonLayout.BODY_25);
        me.awaitState(accepted("application/zip", zip, Map.of("frame_rate", "50", "height", "1.70")), "SUCCEEDED")
                .body("result.input.kind", equalTo("keypoints"))
                .body("result.method.model", equalTo("BODY_25"))
                .body("result.parameters.find { it.name == 'cadence' }.value", greaterThan(60f));
        me.awaitState(accepted("application/zip", zip, Map.of()), "FAILED")
                .body("failure.type", equalTo("urn:gait-suite:problem:frame-rate-needed"))
                .body("failure.detail", containsString("frame_rate=30"))
                .body("artefacts", hasSize(0));
    }

    @Test
    void keypointsInSharesOfThePictureNeedItsSize() throws InterruptedException {
        byte[] json = Written.blazePose(Walks.pixels()).getBytes(UTF_8);
        me.awaitState(
                        accepted(
                                "application/json",
                                json,
                                Map.of("picture_width", "1920", "picture_height", "1080", "cut_off", "8")),
                        "SUCCEEDED")
                .body("result.method.model", equalTo("BLAZEPOSE_33"))
                .body("artefacts.name", hasItem("keypoints.json"));
        me.awaitState(accepted("application/json", json, Map.of()), "FAILED")
                .body("failure.type", equalTo("urn:gait-suite:problem:picture-size-needed"))
                .body("failure.detail", containsString("picture_width=1920"));
    }

    @Test
    void whatIsNoRecordingIsRefusedWithTheReason() throws Exception {
        send("application/zip", zipOf("readme.txt"), Map.of())
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gait-suite:problem:unknown-recording"));
        me.awaitState(accepted("application/json", "{\"people\":".getBytes(UTF_8), Map.of()), "FAILED")
                .body("failure.type", equalTo("urn:gait-suite:problem:malformed-recording"));
        send("text/csv", "a,b".getBytes(UTF_8), Map.of())
                .statusCode(415)
                .body("type", equalTo("urn:gait-suite:problem:unsupported-media-type"))
                .body("detail", containsString("text/csv"))
                .body("detail", containsString("application/zip"));
        send("application/json", "{}".getBytes(UTF_8), Map.of("line", "1,2,3"))
                .statusCode(400)
                .body("detail", containsString("line is '1,2,3'"));
    }

    private static byte[] zipOf(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write("nothing".getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
