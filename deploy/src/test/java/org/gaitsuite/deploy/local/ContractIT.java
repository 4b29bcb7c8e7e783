package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gaitsuite.deploy.contract.ApiDocument;
import org.gaitsuite.deploy.contract.ApiDocument.Operation;
import org.gaitsuite.deploy.contract.ApiDocument.Promise;
import org.jspecify.annotations.Nullable;
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
 * is answered meanwhile has to be described. A new call needs a case in {@link #good}; a new refusal often none, since {@link #provoke} goes
 * by the name of its example.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "four slow steps to the window";
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Pattern CURL =
            Pattern.compile("<pre class=\"curl\" data-call=\"(\\w+)\">(.*?)</pre>", Pattern.DOTALL);
    private static final int TOO_MANY = 120;

    /** How {@link #inAShell} tells that curl ended because of a status of 400 or more. */
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
    private @Nullable PublicApi api;
    private String operator = "";
    private String anna = "";
    private String apiToken = "";
    private String ended = "";
    private String finished = "";
    private List<String> artefacts = List.of();
    private Path walk = Path.of("");
    private Path files = Path.of("");

    ContractIT() throws IOException {
        document = ApiDocument.in(StartedSuite.root());
        witnessed = new Witnessed(document);
    }

    @BeforeAll
    void prepare() throws Exception {
        StartedSuite suite = SUITE.get();
        api = PublicApi.at(suite.url(), suite.credentials().certificate(), HttpClient.Version.HTTP_1_1);
        operator = session(Credentials.LOGIN, suite.credentials().loginPassword());
        anna = newPerson();
        apiToken = JSON.readTree(send(good("issueToken").as(anna)).body())
                .path("token")
                .asText();
        ended = newPerson();
        send(to("logOut").as(ended));
        walk = Walks.tiny(suite);
        files = Files.createDirectories(suite.home().resolve("files"));
        for (String film : List.of("walk.mp4", "walk.mov", "walk.webm")) {
            Files.copy(walk, files.resolve(film));
        }
        HttpResponse<byte[]> accepted = send(to("submit")
                .as(anna)
                .query("height=" + SampleWalk.HEIGHT)
                .body("video/mp4", HttpRequest.BodyPublishers.ofFile(walk)));
        assertThat(accepted.statusCode())
                .as(new String(accepted.body(), StandardCharsets.UTF_8))
                .isEqualTo(202);
        finished = id(accepted);
        JsonNode analysis = awaitEnd(anna, finished);
        assertThat(analysis.path("state").asText()).as(analysis.toString()).isEqualTo("SUCCEEDED");
        artefacts = analysis.path("artefacts").findValuesAsText("name");
        Map<String, String> recordings =
                Map.of("keypoints.json", "keypoints.json", "walk.trc", "keypoints.trc", "walk.c3d", "gait.c3d");
        for (Map.Entry<String, String> recording : recordings.entrySet()) {
            Files.write(
                    files.resolve(recording.getKey()),
                    send(good("fetchArtefact").file(recording.getValue())).body());
        }
        Files.write(files.resolve("openpose.zip"), zip("walk_000000000000_keypoints.json", "{\"people\":[]}"));
    }

    @Test
    @Order(1)
    void everyLineForAShellDoesWhatItSays() throws Exception {
        HttpResponse<byte[]> page = send(to("docs"));
        Matcher lines = CURL.matcher(new String(page.body(), StandardCharsets.UTF_8));
        Map<String, Integer> ran = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        while (lines.find()) {
            String call = lines.group(1);
            int status = inAShell(plain(lines.group(2)), good(call));
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
                    Sent good = good(operation.id());
                    Sent sent = example.has("x-file")
                            ? good.query("again=true")
                                    .body(
                                            content.getKey(),
                                            HttpRequest.BodyPublishers.ofFile(files.resolve(
                                                    example.path("x-file").asText())))
                            : good.json(example.path("value"));
                    expectSuccess(sent, wrong);
                }
            }
            String query = Sent.exampleQuery(document, operation, List.of("cursor"));
            if (!query.isEmpty()) {
                expectSuccess(good(operation.id()).query(query), wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @Order(3)
    void everyCallSucceedsInEveryWayItDescribes() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : document.operations()) {
            expectSuccess(good(operation.id()).header("Accept", described(operation)), wrong);
        }
        expectSuccess(good("whoAmI").as(apiToken), wrong);
        expectSuccess(good("openapi").query("format=json"), wrong);
        expectSuccess(good("deleteAnalysis").at(newAnalysis(anna)), wrong);
        String again = newAnalysis(anna);
        awaitEnd(anna, again);
        expectSuccess(good("deleteAnalysis").at(again), wrong);
        for (String artefact : artefacts) {
            HttpResponse<byte[]> whole = send(good("fetchArtefact").file(artefact));
            expectSuccess(good("fetchArtefact").file(artefact).header("Range", "bytes=0-9"), wrong);
            send(good("fetchArtefact")
                    .file(artefact)
                    .header("If-None-Match", whole.headers().firstValue("etag").orElse("")));
        }
        String cursor = JSON.readTree(
                        send(good("listAnalyses").query("limit=1")).body())
                .path("next_cursor")
                .asText();
        expectSuccess(good("listAnalyses").query("cursor=" + cursor), wrong);
        assertThat(wrong).isEmpty();
    }

    @Test
    @Order(4)
    void everyRefusalThatIsDescribedHappens() throws Exception {
        Map<Operation, Sent> whileAway = new LinkedHashMap<>();
        for (Operation operation : document.operations()) {
            whileAway.put(operation, aimed(operation.id()));
        }
        List<Promise> last = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Promise promise : document.promises()) {
            switch (promise.what()) {
                case "too-many-attempts" -> last.add(promise);
                case "temporarily-unavailable" -> {
                    // Below, all at once.
                }
                default -> {
                    if (!document.typeOf(promise.what()).isEmpty() && !NOT_PROVOKED.containsKey(promise.what())) {
                        provoke(promise, unknown);
                    }
                }
            }
        }
        // In this order, since without registrations there are no new people.
        for (Promise promise : last.reversed()) {
            provoke(promise, unknown);
        }
        Part.hold(SUITE.get(), "session-service");
        Part.hold(SUITE.get(), "analysis-service");
        SUITE.get().kill("session-service");
        SUITE.get().kill("analysis-service");
        for (Sent sent : whileAway.values()) {
            send(sent);
        }
        awaitUnhealthy();
        assertThat(unknown).isEmpty();
    }

    @Test
    @Order(3)
    void whatAnyCallMayRefuseIsDescribedForAll() throws Exception {
        String reading = JSON.readTree(send(to("issueToken").as(anna).json(example("token-request-short")))
                        .body())
                .path("token")
                .asText();

        assertThat(send(good("submit").as(reading)).body()).asString().contains("insufficient-scope");
        assertThat(send(good("listAnalyses").header("Accept", "text/html")).body())
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

        Path folder = shell(script, to("page").as(""));

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
        Path output = files.resolve("cadence.txt");
        ProcessBuilder program = new ProcessBuilder(
                        Programs.java(),
                        "-cp",
                        classes + ":" + System.getProperty("java.class.path"),
                        "org.gaitsuite.load.CadenceOfAWalk",
                        SUITE.get().url().toString(),
                        SUITE.get().credentials().certificate().toString(),
                        Credentials.LOGIN,
                        walk.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        program.environment().put("GAIT_PASSWORD", SUITE.get().credentials().loginPassword());

        int exit = program.start().waitFor();

        assertThat(output).content().matches("cadence \\d+(\\.\\d+)? steps/min, 95 % \\[.*]\\R");
        assertThat(exit).isZero();
    }

    /** A request that succeeds, with whatever it needs made for it. */
    private Sent good(String call) throws Exception {
        Sent plain = to(call);
        return switch (call) {
            case "register" -> {
                free(example("registration").path("login").asText());
                yield plain.json(example("registration"));
            }
            case "logIn" -> {
                free(example("login").path("login").asText());
                send(to("register").json(example("login")));
                yield plain.json(example("login"));
            }
            case "closeAccount" -> plain.as(newPerson()).json(example("farewell"));
            case "changePassword" -> plain.as(newPerson()).json(example("password-change"));
            case "logOutEverywhere", "logOut" -> plain.as(newPerson());
            case "whoAmI", "listTokens", "listAnalyses", "readAudit" -> plain.as(anna);
            case "issueToken" -> plain.as(anna).json(example("token-request"));
            case "showToken", "revokeToken" ->
                plain.as(anna).at(id(send(to("issueToken").as(anna).json(example("token-request")))));
            case "submit" -> plain.as(anna).body("video/mp4", HttpRequest.BodyPublishers.ofFile(walk));
            case "eraseAll" -> plain.as(newPerson()).query("all=true");
            case "deleteAnalysis" -> plain.as(anna).at(newAnalysis(anna));
            case "readAnalysis", "followAnalysis" -> plain.as(anna).at(finished);
            case "fetchArtefact" -> plain.as(anna).at(finished).file("cycles.csv");
            case "readQueue", "listDeadLetters", "readWholeAudit" -> plain.as(operator);
            case "dropDeadLetter", "requeueDeadLetter" -> plain.as(operator).at(deadLetter());
            case "waysIn", "logInWithProvider", "returnFromProvider" -> plain;
            case "health", "live", "ready", "startup", "openapi", "docs", "page" -> plain;
            default ->
                throw new AssertionError(
                        "ContractIT.good knows no request that " + call + " answers with success: add a case for it");
        };
    }

    /** Like {@link #good}, for what is refused before anybody looks for what the call is about and would take seconds to make. */
    private Sent aimed(String call) throws Exception {
        return switch (call) {
            case "dropDeadLetter", "requeueDeadLetter" ->
                to(call).as(operator).at(UUID.randomUUID().toString());
            case "deleteAnalysis" -> to(call).as(anna).at(finished);
            default -> good(call);
        };
    }

    /** Makes a described refusal happen; most are the same for all calls. */
    private void provoke(Promise promise, List<String> unknown) throws Exception {
        String call = promise.operation();
        Operation operation = document.operation(call);
        Sent good = aimed(call);
        switch (promise.what()) {
            case "session-required" -> send(good.as(""));
            case "session-expired" -> send(good.as(ended));
            case "forbidden-foreign-site" -> send(good.fromAnotherSite());
            case "forbidden-api-token" -> send(good.as(apiToken));
            case "forbidden-no-operator" -> send(good.as(anna));
            case "not-found-provider" -> send(good);
            case "not-found" -> send(good.at(UUID.randomUUID().toString()));
            case "body-not-json" -> send(good.body("text/plain", "{}"));
            case "request-too-large" -> send(good.body("application/json", "{}" + " ".repeat(70 * 1024)));
            case "upload-too-large" ->
                send(good.body(
                        good.type(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                new byte[call.equals("submit") ? 5 << 20 : (1 << 20) + 1])));
            case "invalid-parameter" -> {
                if (call.equals("submit")) {
                    send(good.query("height=175"));
                } else if (call.equals("eraseAll")) {
                    send(good.query(""));
                } else if (operation.node().has("requestBody")) {
                    send(good.json(JsonNodeFactory.instance.objectNode()));
                } else {
                    send(good.query("limit=1000"));
                }
            }
            case "weak-password" ->
                send(good.json(person("weak@example.org")
                        .put("password", "1234")
                        .put("current_password", PASSWORD)
                        .put("new_password", "1234")));
            case "login-taken" -> send(good.json(person(Credentials.LOGIN)));
            case "login-failed" ->
                send(good.json(person("nobody@example.org")
                        .put("password", "not this one, surely")
                        .put("current_password", "not this one, surely")
                        .put("new_password", "nor this one, I hope")));
            case "last-operator" ->
                send(good.as(operator)
                        .json(person("")
                                .put("password", SUITE.get().credentials().loginPassword())));
            case "too-many-attempts" -> untilTooMany(call, good);
            case "empty-body" -> send(good.body("video/mp4", HttpRequest.BodyPublishers.noBody()));
            case "unsupported-media-type" -> send(good.body("image/png", "png"));
            case "range-not-satisfiable" -> send(good.header("Range", "bytes=1000000000-"));
            case "not-a-video" -> send(good.body("video/mp4", "Dear doctor, ".repeat(500)));
            case "truncated-video" -> {
                byte[] whole = Files.readAllBytes(walk);
                send(good.body("video/mp4", HttpRequest.BodyPublishers.ofByteArray(whole, 0, whole.length / 2)));
            }
            case "video-too-long" ->
                send(good.body("video/mp4", HttpRequest.BodyPublishers.ofFile(Walks.lasting30s(SUITE.get()))));
            case "unknown-recording" ->
                send(good.body(
                        "application/zip", HttpRequest.BodyPublishers.ofByteArray(zip("letter.txt", "Dear doctor"))));
            case "malformed-recording" -> {
                byte[] whole = zip("letter.txt", "Dear doctor, ".repeat(500));
                byte[] brokenOff = Arrays.copyOf(whole, 50);
                send(good.body("application/zip", HttpRequest.BodyPublishers.ofByteArray(brokenOff)));
            }
            default ->
                unknown.add(promise + " is described, and nothing makes it happen: add a case to ContractIT.provoke,"
                        + " or name it in NOT_PROVOKED with the reason");
        }
    }

    private void untilTooMany(String call, Sent good) throws Exception {
        ObjectNode wrong = switch (call) {
            // A registration tells who has an account, so that is what there may not be many of.
            case "register" -> person(Credentials.LOGIN);
            case "changePassword" ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("current_password", "wrong")
                        .put("new_password", "another sentence of mine");
            default -> person("guessed@example.org").put("password", "wrong");
        };
        for (int attempt = 0; attempt < TOO_MANY; attempt++) {
            if (send(good.json(wrong)).statusCode() == 429) {
                return;
            }
        }
        throw new AssertionError(call + " was never refused with 429");
    }

    private Sent to(String call) {
        return Sent.to(document.operation(call));
    }

    private HttpResponse<byte[]> send(Sent sent) throws IOException, InterruptedException {
        PublicApi nobody = Objects.requireNonNull(api, "prepared");
        HttpResponse<byte[]> response =
                nobody.exchange(sent.request(nobody), LIMIT, HttpResponse.BodyHandlers.ofByteArray());
        witnessed.add(sent.operation(), response);
        return response;
    }

    private static boolean isRight(String call, int status) {
        return OF_A_PROVIDER.contains(call) ? status == 404 : status / 100 == 2;
    }

    private void expectSuccess(Sent sent, List<String> wrong) throws Exception {
        HttpResponse<byte[]> response = send(sent);
        if (!isRight(sent.operation().id(), response.statusCode())) {
            wrong.add("%s?%s %s answered %d %s"
                    .formatted(
                            sent.operation().id(),
                            sent.query(),
                            sent.type(),
                            response.statusCode(),
                            new String(response.body(), StandardCharsets.UTF_8)));
        } else if (sent.operation().id().equals("submit") && sent.query().contains("again=true")) {
            // It was taken, which is what matters; the computer has others to work on.
            send(to("deleteAnalysis").as(sent.token()).at(id(response)));
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

    private JsonNode example(String name) {
        return document.root().path("components").path("examples").path(name).path("value");
    }

    private static ObjectNode person(String login) {
        return JsonNodeFactory.instance.objectNode().put("login", login).put("password", PASSWORD);
    }

    private String newPerson() throws Exception {
        String login = UUID.randomUUID() + "@example.org";
        HttpResponse<byte[]> registered = send(to("register").json(person(login)));
        assertThat(registered.statusCode())
                .as(new String(registered.body(), StandardCharsets.UTF_8))
                .isEqualTo(201);
        return session(login, PASSWORD);
    }

    private String session(String login, String password) throws Exception {
        HttpResponse<byte[]> opened = send(to("logIn").json(person(login).put("password", password)));
        return JSON.readTree(opened.body()).path("token").asText();
    }

    /** Whoever has the login of an example goes, so that the example can be sent again. */
    private void free(String login) throws Exception {
        String theirs = session(login, PASSWORD);
        if (!theirs.isEmpty()) {
            send(to("closeAccount").as(theirs).json(person(login)));
        }
    }

    private static String id(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body()).path("id").asText();
    }

    private String newAnalysis(String owner) throws Exception {
        return id(send(
                to("submit").as(owner).query("again=true").body("video/mp4", HttpRequest.BodyPublishers.ofFile(walk))));
    }

    private JsonNode awaitEnd(String owner, String id) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        JsonNode analysis;
        do {
            Thread.sleep(100);
            analysis = JSON.readTree(send(to("readAnalysis").as(owner).at(id)).body());
        } while (Set.of("QUEUED", "RUNNING").contains(analysis.path("state").asText())
                && Instant.now().isBefore(end));
        return analysis;
    }

    /** One whose computation crashed as often as it may here, which is once. */
    private String deadLetter() throws Exception {
        String id = id(send(to("submit")
                .as(operator)
                .query("again=true")
                .body("video/mp4", HttpRequest.BodyPublishers.ofFile(walk))));
        ComputingProcess.await(SUITE.get(), id, LIMIT).signal("SEGV");
        JsonNode analysis = awaitEnd(operator, id);
        assertThat(analysis.path("state").asText()).as(analysis.toString()).isEqualTo("FAILED");
        return id;
    }

    private void awaitUnhealthy() throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        while (send(to("health")).statusCode() != 503 && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        send(to("ready"));
        send(to("live"));
        send(to("startup"));
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** The status of a line as it stands in the page; negative when curl itself failed. */
    private int inAShell(String line, Sent good) throws Exception {
        Path folder = shell(line, good);
        String said = Files.readString(folder.resolve("said"), StandardCharsets.ISO_8859_1);
        int exit = Integer.parseInt(Files.readString(folder.resolve("exit")));
        String status = said.substring(said.lastIndexOf('\n') + 1);
        return exit == 0 && status.matches("\\d{3}") ? Integer.parseInt(status) : -exit;
    }

    /**
     * Runs lines in a folder of their own, with the files of the examples; what they said is there afterwards, and their exit status. The
     * HTTP status comes by curl's own settings file, so that a line stays as it is.
     */
    private Path shell(String lines, Sent good) throws Exception {
        Path folder = Files.createTempDirectory(files, "shell");
        try (var all = Files.list(files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.createLink(folder.resolve(file.getFileName()), file);
            }
        }
        Path certificate = SUITE.get().credentials().certificate();
        String settings = "silent\nshow-error\ncacert = \"" + certificate + "\"\n";
        // A variable of the shell can hold no status beside the answer.
        Files.writeString(
                folder.resolve(".curlrc"),
                lines.contains("$(") ? settings : settings + "write-out = \"\\n%{http_code}\"\n");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", lines).redirectErrorStream(true);
        shell.directory(folder.toFile()).redirectOutput(folder.resolve("said").toFile());
        shell.environment()
                .putAll(Map.of(
                        "CURL_HOME", folder.toString(),
                        "GAIT", SUITE.get().url().toString(),
                        "TOKEN", good.token(),
                        "ID", good.id()));
        Process process = shell.start();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + lines);
        }
        Files.writeString(folder.resolve("exit"), Integer.toString(process.exitValue()));
        return folder;
    }

    private static String plain(String html) {
        return html.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
