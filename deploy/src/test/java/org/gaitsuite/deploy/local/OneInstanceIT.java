package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OneInstanceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "urn:gait-suite:problem:";

    @RegisterExtension
    static final SuiteForTests SUITE = new SuiteForTests(20_000, 1);

    private static StartedSuite suite() {
        return SUITE.get();
    }

    @Test
    void theSampleWalkGetsTheCadenceOfItsTruth() throws Exception {
        Path sample = suite().sampleWalk();
        JsonNode truth =
                JSON.readTree(suite().home().resolve("sample-walk.truth.json").toFile());

        JsonNode analysis = analysed(suite().loggedIn(), sample, Map.of("height", SampleWalk.HEIGHT));

        assertThat(analysis.path("state").asText()).as(analysis.toString()).isEqualTo("SUCCEEDED");
        assertThat(value(analysis.path("result"), "cadence")).isCloseTo(value(truth, "cadence"), within(4.0));
    }

    @Test
    void aSecondStartFindsTheFirst() throws Exception {
        StartedSuite.Said said = suite().command("--data", suite().home().toString(), "--port-offset", "20000");

        assertThat(said.exit()).isZero();
        assertThat(said.text()).contains("runs already", suite().url().toString());
    }

    @Test
    void aStartOnTakenPortsSaysWhichInOneSentence() throws Exception {
        Path other = Files.createDirectories(suite().home().resolve("other"));

        StartedSuite.Said said = suite().command("--data", other.toString(), "--port-offset", "20000", "--no-sample");

        assertThat(said.exit()).isEqualTo(5);
        assertThat(said.text()).contains("is taken by another program", "--port-offset");
    }

    @Test
    void statusNamesEveryProcessAsUp() throws Exception {
        StartedSuite.Said said = suite().status();

        assertThat(said.exit()).isZero();
        assertThat(said.text()).contains("redis", "session-service", "analysis-service", "gateway", "ready");
        assertThat(said.text()).doesNotContain("down");
    }

    @Test
    void whoIsNotLoggedInIsToldSo() throws Exception {
        PublicApi nobody = PublicApi.at(suite().url(), suite().credentials().certificate());

        HttpResponse<String> answer =
                nobody.exchange(nobody.request("/v1/analyses").GET());

        assertProblem(answer, 401, "session-required");
    }

    @Test
    void anEmptyBodyIsRefusedAtOnce() throws Exception {
        PublicApi api = suite().loggedIn();

        HttpResponse<String> answer = api.exchange(api.request("/v1/analyses")
                .header("Content-Type", "video/mp4")
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertProblem(answer, 400, "empty-body");
    }

    @Test
    void aLetterIsNoVideo() throws Exception {
        PublicApi api = suite().loggedIn();

        HttpResponse<String> answer = api.exchange(api.request("/v1/analyses")
                .header("Content-Type", "video/mp4")
                .POST(HttpRequest.BodyPublishers.ofString("Dear doctor, ".repeat(500))));

        assertProblem(answer, 422, "not-a-video");
    }

    @Test
    void aPictureTypeIsNotAccepted() throws Exception {
        PublicApi api = suite().loggedIn();

        HttpResponse<String> answer = api.exchange(api.request("/v1/analyses")
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofString("png")));

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @Test
    void aHeightOutOfRangeIsNamed() throws Exception {
        PublicApi api = suite().loggedIn();

        HttpResponse<String> answer = api.exchange(api.request("/v1/analyses?height=175")
                .header("Content-Type", "video/mp4")
                .POST(HttpRequest.BodyPublishers.ofFile(suite().sampleWalk())));

        assertProblem(answer, 400, "invalid-parameter");
        assertThat(answer.body()).contains("175");
    }

    @Test
    void anAcceptedWalkSaysWhereItsAnalysisIsFromTheOutside() throws Exception {
        PublicApi api = suite().loggedIn();

        HttpResponse<String> answer = api.exchange(api.request("/v1/analyses")
                .header("Content-Type", "video/mp4")
                .POST(HttpRequest.BodyPublishers.ofFile(suite().sampleWalk())));

        assertThat(answer.statusCode()).isEqualTo(202);
        String location = answer.headers().firstValue("location").orElse("");
        assertThat(location).startsWith("/v1/analyses/");
        assertThat(api.exchange(api.request(location).GET()).statusCode()).isEqualTo(200);
        cancel(api, location);
    }

    @Test
    void someoneElsesAnalysisLooksLikeNone() throws Exception {
        PublicApi me = suite().loggedIn();
        String mine = "/v1/analyses/"
                + me.submit(suite().sampleWalk(), Map.of()).path("id").asText();
        PublicApi other = PublicApi.at(suite().url(), suite().credentials().certificate());
        other.exchange(other.request("/v1/accounts")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"login\":\"other@example.org\",\"password\":\"plain sailing 42\",\"name\":\"Other\"}")));
        other.logIn("other@example.org", "plain sailing 42");

        HttpResponse<String> foreign = other.exchange(other.request(mine).GET());
        HttpResponse<String> unknown = other.exchange(other.request("/v1/analyses/4b825dc6-42cb-4eb9-a060-e54bf8d69288")
                .GET());

        assertProblem(foreign, 404, "not-found");
        assertProblem(unknown, 404, "not-found");
        assertThat(JSON.readTree(foreign.body()).path("title"))
                .isEqualTo(JSON.readTree(unknown.body()).path("title"));
        cancel(me, mine);
    }

    @Test
    void healthIsPublicAndReady() throws Exception {
        PublicApi nobody = PublicApi.at(suite().url(), suite().credentials().certificate());

        for (String path : new String[] {"/health", "/health/live", "/health/ready", "/startup"}) {
            assertThat(nobody.exchange(nobody.request(path).GET()).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(JSON.readTree(nobody.exchange(nobody.request("/startup").GET())
                                .body())
                        .path("status")
                        .asText())
                .isEqualTo("ready");
    }

    @Test
    void aRealWalkIsMeasured() throws Exception {
        JsonNode analysis = analysed(suite().loggedIn(), Walks.filmed("sports2d-demo.mp4"), Map.of("height", "1.65"));

        assertThat(analysis.path("state").asText()).as(analysis.toString()).isEqualTo("SUCCEEDED");
        JsonNode result = analysis.path("result");
        // Nine heel strikes counted frame by frame, 41 to 189 of 30 a second: 97 steps/min.
        assertThat(value(result, "cadence")).isCloseTo(97.3, within(5.0));
        assertThat(result.path("input").path("walking_direction").asText()).isEqualTo("left");
    }

    @Test
    void peopleWhoStandAndLeaveAreNoWalk() throws Exception {
        JsonNode analysis = analysed(suite().loggedIn(), Walks.filmed("one-by-one.mp4"), Map.of());

        assertThat(analysis.path("state").asText()).isEqualTo("FAILED");
        assertThat(analysis.path("failure").path("type").asText()).isIn(PROBLEM + "no-walk", PROBLEM + "no-person");
        assertThat(analysis.path("failure").path("detail").asText()).isNotBlank();
    }

    /** Nobody waits for its result, and others need the processor. */
    private static void cancel(PublicApi api, String location) throws Exception {
        assertThat(api.exchange(api.request(location).DELETE()).statusCode()).isBetween(200, 299);
    }

    private static JsonNode analysed(PublicApi api, Path video, Map<String, String> query) throws Exception {
        return new AnalysisRun(api, System.out, false).of(video, query);
    }

    private static double value(JsonNode result, String parameter) {
        return StreamSupport.stream(result.path("parameters").spliterator(), false)
                .filter(p -> p.path("name").asText().equals(parameter))
                .filter(p -> p.path("side").isNull() || p.path("side").isMissingNode())
                .mapToDouble(p -> p.path("value").asDouble(Double.NaN))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + parameter + " in " + result));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo(PROBLEM + slug);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
    }
}
