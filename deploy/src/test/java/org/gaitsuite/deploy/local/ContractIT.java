package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gaitsuite.deploy.contract.ApiDocument;
import org.gaitsuite.deploy.contract.ApiDocument.Operation;
import org.gaitsuite.deploy.contract.ApiDocument.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Holds a running suite to its API document: every example is sent, every line for a shell is run, every refusal is provoked, and all that
 * is answered meanwhile has to be described. A new call needs a case in {@link GoodRequests}; a new refusal often none, since
 * {@link Provocations} go by the name of its example.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Pattern CURL =
            Pattern.compile("<pre class=\"curl\" data-call=\"(\\w+)\">(.*?)</pre>", Pattern.DOTALL);

    /** How {@link ShellLines} tell that curl ended because of a status of 400 or more. */
    private static final int CURL_WAS_REFUSED = -22;

    /** What is described and not provoked here, each with its reason. */
    private static final Map<String, String> NOT_PROVOKED = Map.of(
            "recent-login-required", "needs an account of a login provider, which session-service's own tests have",
            "no-password", "needs one as well",
            "upload-stalled", "needs an upload that stops half-way, which the gateway's own tests send",
            "store-full", "needs a volume without room",
            "unsupported-codec", "needs a film in a coding that nothing here writes",
            "no-frames", "needs a film without pictures, which nothing here writes");

    /** Calls that lead to a login provider and back. Here is none, which they say; session-service's own tests have one. */
    private static final Set<String> OF_A_PROVIDER = Set.of("logInWithProvider", "returnFromProvider");

    @RegisterExtension
    static final SuiteForTests SUITE = new SuiteForTests(
            24_000,
            1,
            Map.of(
                    "GAIT_GATEWAY_LIMITS_UPLOAD", "4M",
                    "GAIT_GATEWAY_HEALTH_NEEDS_SERVICES", "true",
                    "GAIT_SESSIONS_REGISTRATIONS_PER_ADDRESS", "1000",
                    "GAIT_SESSIONS_ATTEMPTS_PER_ADDRESS", "1000",
                    "GAIT_SESSIONS_ATTEMPTS_PER_LOGIN_AND_ADDRESS", "20",
                    "GAIT_VIDEO_MAXIMUM_DURATION", "20s",
                    "GAIT_WORKER_MAXIMUM_ATTEMPTS", "1"));

    private final ApiDocument document;
    private final Witnessed witnessed;

    private ApiCalls calls;
    private ExampleFiles files;
    private GoodRequests good;
    private Provocations provocations;
    private ShellLines shell;

    ContractIT() throws IOException {
        document = ApiDocument.in(StartedSuite.root());
        witnessed = new Witnessed(document);
    }

    @BeforeAll
    void prepare() throws Exception {
        StartedSuite suite = SUITE.get();
        calls = new ApiCalls(document, suite, witnessed::add);
        files = ExampleFiles.make(suite);
        good = new GoodRequests(suite, document, calls, files);
        provocations = new Provocations(suite, document, calls, good, files);
        shell = new ShellLines(suite, files);
        Map<String, String> recordings =
                Map.of("keypoints.json", "keypoints.json", "walk.trc", "keypoints.trc", "walk.c3d", "gait.c3d");
        for (Map.Entry<String, String> recording : recordings.entrySet()) {
            files.add(
                    recording.getKey(),
                    calls.send(good.to("fetchArtefact").file(recording.getValue()))
                            .body());
        }
    }

    @AfterEach
    void nobodyComputesWhatWasSubmittedForTheCallAlone() throws Exception {
        calls.cancelUnfinished(good.anna());
        calls.cancelUnfinished(good.operator());
    }

    @Test
    @Order(1)
    void everyLineForAShellDoesWhatItSays() throws Exception {
        HttpResponse<byte[]> page = calls.send(calls.to("docs"));
        Matcher lines = CURL.matcher(ApiCalls.text(page));
        Map<String, Integer> ran = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        while (lines.find()) {
            String call = lines.group(1);
            int status = shell.status(plain(lines.group(2)), good.to(call));
            ran.merge(call, 1, Integer::sum);
            boolean right = OF_A_PROVIDER.contains(call)
                    ? status == CURL_WAS_REFUSED
                    : status / 100 == 2
                            && document.answer(document.operation(call), status).isPresent();
            if (!right) {
                wrong.add("%s: status %d of%n%s".formatted(call, status, plain(lines.group(2))));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(ran.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        document.operations().stream().map(Operation::id).toList());
    }

    @Test
    @Order(2)
    void everyExampleOfARequestIsTaken() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : document.operations()) {
            for (Map.Entry<String, JsonNode> content :
                    operation.node().path("requestBody").path("content").properties()) {
                for (JsonNode reference : content.getValue().path("examples")) {
                    JsonNode example = document.resolved(reference);
                    Sent sound = good.to(operation.id());
                    Sent sent = example.has("x-file")
                            ? sound.query("again=true")
                                    .body(
                                            content.getKey(),
                                            HttpRequest.BodyPublishers.ofFile(files.named(
                                                    example.path("x-file").asText())))
                            : sound.json(example.path("value"));
                    expectSuccess(sent, wrong);
                }
            }
            String query = Sent.exampleQuery(document, operation, List.of("cursor"));
            if (!query.isEmpty()) {
                expectSuccess(good.to(operation.id()).query(query), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @Order(3)
    void everyCallSucceedsInEveryWayItDescribes() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : document.operations()) {
            expectSuccess(good.to(operation.id()).header("Accept", described(operation)), wrong);
        }
        expectSuccess(good.to("whoAmI").as(provocations.apiToken()), wrong);
        expectSuccess(good.to("openapi").query("format=json"), wrong);
        expectSuccess(good.to("deleteAnalysis").at(good.newAnalysis(good.anna())), wrong);
        String again = good.newAnalysis(good.anna());
        calls.awaitEnd(good.anna(), again);
        expectSuccess(good.to("deleteAnalysis").at(again), wrong);
        for (String artefact : good.analysis().path("artefacts").findValuesAsText("name")) {
            HttpResponse<byte[]> whole = calls.send(good.to("fetchArtefact").file(artefact));
            expectSuccess(good.to("fetchArtefact").file(artefact).header("Range", "bytes=0-9"), wrong);
            calls.send(good.to("fetchArtefact")
                    .file(artefact)
                    .header("If-None-Match", whole.headers().firstValue("etag").orElse("")));
        }
        String cursor = ApiCalls.read(calls.send(good.to("listAnalyses").query("limit=1")))
                .path("next_cursor")
                .asText();
        expectSuccess(good.to("listAnalyses").query("cursor=" + cursor), wrong);
        assertThat(wrong).isEmpty();
    }

    @Test
    @Order(4)
    void everyRefusalThatIsDescribedHappens() throws Exception {
        Map<Operation, Sent> whileAway = new LinkedHashMap<>();
        for (Operation operation : document.operations()) {
            whileAway.put(operation, good.aimed(operation.id()));
        }
        List<Promise> last = new ArrayList<>();
        for (Promise promise : document.promises()) {
            switch (promise.what()) {
                case "too-many-attempts" -> last.add(promise);
                case "temporarily-unavailable" -> {
                    // Below, all at once.
                }
                default -> {
                    if (!document.typeOf(promise.what()).isEmpty() && !NOT_PROVOKED.containsKey(promise.what())) {
                        provocations.provoke(promise);
                    }
                }
            }
        }
        // In this order, since without registrations there are no new people.
        for (Promise promise : last.reversed()) {
            provocations.provoke(promise);
        }
        Part.hold(SUITE.get(), "session-service");
        Part.hold(SUITE.get(), "analysis-service");
        SUITE.get().kill("session-service");
        SUITE.get().kill("analysis-service");
        for (Sent sent : whileAway.values()) {
            calls.send(sent);
        }
        awaitUnhealthy();
        assertThat(provocations.unknown()).isEmpty();
    }

    @Test
    @Order(3)
    void whatAnyCallMayRefuseIsDescribedForAll() throws Exception {
        String reading = ApiCalls.read(
                        calls.send(calls.to("issueToken").as(good.anna()).json(good.example("token-request-short"))))
                .path("token")
                .asText();

        assertThat(calls.send(good.to("submit").as(reading)).body()).asString().contains("insufficient-scope");
        assertThat(calls.send(good.to("listAnalyses").header("Accept", "text/html"))
                        .body())
                .asString()
                .contains("not-acceptable");
    }

    @Test
    @Order(5)
    void whatIsDescribedWasSeenAndWhatWasSeenIsDescribed() {
        List<String> unseen = document.promises().stream()
                .filter(promise -> !NOT_PROVOKED.containsKey(promise.what()) && !witnessed.has(promise))
                .filter(promise -> !OF_A_PROVIDER.contains(promise.operation())
                        || !promise.status().startsWith("3"))
                .map(
                        promise -> promise
                                + " is described and was not seen: make it happen here, or name it in NOT_PROVOKED with the reason")
                .toList();

        assertThat(witnessed.complaints()).isEmpty();
        assertThat(unseen).isEmpty();
    }

    @Test
    @Order(2)
    void theCurlsOfTheReadmeEndInAFile() throws Exception {
        String readme = Files.readString(StartedSuite.root().resolve("README.md"));
        int begin = readme.indexOf("```sh\n", readme.indexOf("From a program")) + "```sh\n".length();
        String script = readme.substring(begin, readme.indexOf("```", begin))
                .lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("export GAIT="))
                .collect(Collectors.joining("\n"))
                .replace("…", SUITE.get().credentials().loginPassword());

        Path folder = shell.run(script, calls.to("page").as(""));

        assertThat(folder.resolve("cycles.csv")).content().startsWith("side,");
        assertThat(folder.resolve("said")).content().contains("\"state\":\"SUCCEEDED\"", "event:state", "\"cadence\"");
    }

    @Test
    @Order(2)
    void theGeneratedClientReadsACadence() throws Exception {
        Path classes = StartedSuite.root().resolve("load-tests/target/classes");
        assertThat(classes.resolve("org/gaitsuite/client/ApiClient.class"))
                .as("the client is built by ./mvnw -pl load-tests compile")
                .exists();
        Path output = files.named("cadence.txt");
        ProcessBuilder program = new ProcessBuilder(
                        Programs.java(),
                        "-cp",
                        classes + ":" + System.getProperty("java.class.path"),
                        "org.gaitsuite.load.CadenceOfAWalk",
                        SUITE.get().url().toString(),
                        SUITE.get().credentials().certificate().toString(),
                        Credentials.LOGIN,
                        files.walk().toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().put("GAIT_PASSWORD", SUITE.get().credentials().loginPassword());

        int exit = program.start().waitFor();

        assertThat(output).content().matches("cadence \\d+(\\.\\d+)? steps/min, 95 % \\[.*]\\R");
        assertThat(exit).isZero();
    }

    private static boolean isRight(String call, int status) {
        return OF_A_PROVIDER.contains(call) ? status == 404 : status / 100 == 2;
    }

    private void expectSuccess(Sent sent, List<String> wrong) throws Exception {
        HttpResponse<byte[]> response = calls.send(sent);
        if (!isRight(sent.operation().id(), response.statusCode())) {
            wrong.add("%s?%s %s answered %d %s"
                    .formatted(
                            sent.operation().id(),
                            sent.query(),
                            sent.type(),
                            response.statusCode(),
                            ApiCalls.text(response)));
        } else if (sent.operation().id().equals("submit") && sent.query().contains("again=true")) {
            // It was taken, which is what matters; the computer has others to work on.
            calls.send(calls.to("deleteAnalysis").as(sent.token()).at(ApiCalls.id(response)));
        }
    }

    /** What a client that was made of the document accepts: all that is described, and nothing else. */
    private String described(Operation operation) {
        return operation
                .node()
                .path("responses")
                .valueStream()
                .flatMap(answer -> document.resolved(answer).path("content").properties().stream())
                .map(Map.Entry::getKey)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void awaitUnhealthy() throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        while (calls.send(calls.to("health")).statusCode() != 503
                && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        calls.send(calls.to("ready"));
        calls.send(calls.to("live"));
        calls.send(calls.to("startup"));
    }

    private static String plain(String html) {
        return html.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
