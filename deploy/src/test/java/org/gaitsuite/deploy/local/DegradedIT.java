package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Does what {@code docs/degraded.md} promises, row by row, on one suite. */
@TestInstance(Lifecycle.PER_CLASS)
class DegradedIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PROCESSES = List.of("session-service-1", "analysis-service-1", "gateway-1");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofSeconds(4);
    /** Ten seconds are promised, and what was seen is printed; a machine that is busy with other things is given twice as many. */
    private static final Duration RECOVERY = Duration.ofSeconds(20);
    /** What a known outage may take to be answered, on a busy machine; the first to meet it may wait for a connection. */
    private static final Duration ANSWER = Duration.ofSeconds(6);

    private static final double MOST_LINES_PER_SECOND = 3;
    /** Reads go on so long in every row, so that a rate of log lines has something to be measured over. */
    private static final Duration LEAST_LOAD = Duration.ofSeconds(2);
    /** Reads a second that go on while something is away, so that a line for each of them would show. */
    private static final int LOAD = 20;

    private static final String LIST = "GET /v1/analyses (token)";
    private static final String ARTEFACT = "artefact (token)";

    @RegisterExtension
    static final SuiteForTests SUITE = new SuiteForTests(23_000, 2);

    private String session = "";
    private String lastLogin = "";
    private String token = "";
    private String analysis = "";

    static Stream<DegradedTable.Row> rows() throws IOException {
        return DegradedTable.read(StartedSuite.root().resolve("docs/degraded.md")).stream();
    }

    /** One instance of each service is enough to take away. */
    @BeforeAll
    void prepare() throws Exception {
        StartedSuite suite = SUITE.get();
        for (String process : List.of("session-service-2", "analysis-service-2", "gateway-2")) {
            Part.hold(suite, process);
            suite.kill(process);
        }
        awaitParts(List.of());
        PublicApi api = suite.loggedIn();
        session = api.bearer();
        HttpResponse<String> issued = api.exchange(api.request("/v1/tokens")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"degraded\"}")));
        token = JSON.readTree(issued.body()).path("token").asText();
        assertThat(token).as(issued.body()).isNotEmpty();
        analysis = JSON.readTree(call("POST /v1/analyses (session)").body())
                .path("id")
                .asText();
        awaitArtefact();
    }

    private void awaitArtefact() throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        HttpResponse<String> last = call(ARTEFACT);
        while (last.statusCode() != 200) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "no artefact: " + last.body() + SUITE.get().endOfLogs());
            }
            Thread.sleep(200);
            last = call(ARTEFACT);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theTableIsTrue(DegradedTable.Row row) throws Exception {
        StartedSuite suite = SUITE.get();
        // The gateway has seen both of them a moment ago.
        assertThat(call("POST /v1/analyses (session)").statusCode()).isEqualTo(202);
        assertThat(call("GET /v1/analyses/{id} (token)").statusCode()).isEqualTo(200);
        List<Part> parts = row.away().stream().map(Part::named).toList();
        Map<String, Long> before = logLines();
        long began = System.nanoTime();
        for (Part part : parts) {
            part.take(suite);
        }
        if (row.atStart()) {
            startAnew(row);
        }
        awaitParts(row.away());
        if (row.atStart()) {
            // What a process says while it starts is no flood; what follows would be.
            before = logLines();
            began = System.nanoTime();
        }
        Map<String, Long> pids = pids();
        List<String> wrong = new ArrayList<>();
        Duration slowest = Duration.ZERO;
        for (Map.Entry<String, String> cell : row.cells().entrySet()) {
            long asked = System.nanoTime();
            HttpResponse<String> answer = call(cell.getKey());
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            slowest = took.compareTo(slowest) > 0 && answer.statusCode() == 503 ? took : slowest;
            String seen = seen(cell.getKey(), answer);
            if (!seen.equals(cell.getValue())) {
                wrong.add("%s: promised %s, answered %s %s"
                        .formatted(cell.getKey(), cell.getValue(), seen, answer.body()));
            }
        }
        int asked = readUntil(Math.max(began + OUTAGE.toNanos(), System.nanoTime() + LEAST_LOAD.toNanos()));
        double outage = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
        Map<String, Double> rates = new TreeMap<>();
        for (Map.Entry<String, Long> now : logLines().entrySet()) {
            rates.put(now.getKey(), (now.getValue() - Objects.requireNonNull(before.get(now.getKey()))) / outage);
        }
        for (Part part : parts) {
            part.giveBack(suite);
        }
        for (Part part : parts) {
            part.awaitThere(suite);
        }
        Duration recovery = recovery();
        Proof.says(String.format(
                Locale.ROOT,
                "degraded: %s: recovered %.1f s after the return; slowest 503 %d ms; %d reads meanwhile, lines/s %s",
                row,
                recovery.toMillis() / 1000.0,
                slowest.toMillis(),
                asked,
                rates));
        assertThat(wrong).as(row.toString()).isEmpty();
        assertThat(slowest).isLessThan(ANSWER);
        assertThat(recovery).isLessThanOrEqualTo(RECOVERY);
        pids.forEach((process, pid) -> {
            if (!row.away().contains(process.replaceFirst("-1$", ""))) {
                assertThat(suite.process(process).pid())
                        .as("%s must not end", process)
                        .isEqualTo(pid);
            }
        });
        assertThat(rates)
                .allSatisfy((process, rate) -> assertThat(rate)
                        .as("lines a second of %s", process)
                        .isLessThanOrEqualTo(MOST_LINES_PER_SECOND));
    }

    /** @return how many requests were sent */
    private int readUntil(long endNanos) throws Exception {
        int sent = 0;
        do {
            call(LIST);
            call("GET /v1/sessions/current");
            sent += 2;
            Thread.sleep(2 * 1000 / LOAD);
        } while (System.nanoTime() < endNanos);
        return sent;
    }

    /** What is not away ends and is started without what is. */
    private void startAnew(DegradedTable.Row row) throws Exception {
        StartedSuite suite = SUITE.get();
        List<String> anew = PROCESSES.stream()
                .filter(process -> !row.away().contains(process.replaceFirst("-1$", "")))
                .toList();
        for (String process : anew) {
            Part.hold(suite, process);
            suite.kill(process);
        }
        for (String process : anew) {
            Part.release(suite, process);
        }
        Thread.sleep(1000);
    }

    private Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        PROCESSES.forEach(
                process -> pids.put(process, SUITE.get().process(process).pid()));
        return pids;
    }

    /** Waits until {@code /startup} names these parts and no other. */
    private void awaitParts(List<String> away) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        String expected = away.isEmpty()
                ? "200"
                : "200 degraded: " + String.join(", ", away.stream().sorted().toList());
        String seen = "";
        while (System.nanoTime() < end) {
            try {
                seen = seen("/startup", call("/startup"));
                if (seen.equals(expected)) {
                    return;
                }
            } catch (IOException notYet) {
                seen = notYet.toString();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("/startup never said '" + expected + "' but " + seen
                + SUITE.get().endOfLogs());
    }

    /**
     * From now until the beginning of the first call of each kind that is answered as it should. How long an upload takes on a machine
     * that has just started every process anew is another question.
     */
    private Duration recovery() throws Exception {
        long began = System.nanoTime();
        // The quick ones first, so that a slow answer of one does not count as an outage of another.
        Map<String, Integer> healthy = new LinkedHashMap<>();
        healthy.put("/health/ready", 200);
        healthy.put("GET /v1/sessions/current", 200);
        healthy.put("GET /v1/analyses/{id} (token)", 200);
        healthy.put(ARTEFACT, 200);
        healthy.put("POST /v1/sessions", 201);
        healthy.put("POST /v1/analyses (session)", 202);
        Duration recovery = Duration.ZERO;
        for (Map.Entry<String, Integer> expected : healthy.entrySet()) {
            while (true) {
                Duration begun = Duration.ofNanos(System.nanoTime() - began);
                int status = call(expected.getKey()).statusCode();
                if (status == expected.getValue()) {
                    recovery = begun;
                    break;
                }
                if (begun.compareTo(LIMIT) > 0) {
                    throw new AssertionError(expected + " never came back, last status " + status
                            + SUITE.get().endOfLogs());
                }
                Thread.sleep(100);
            }
        }
        return recovery;
    }

    /** As the table has it: the status, and what is named as missing; a 503 must be complete. */
    private static String seen(String call, HttpResponse<String> answer) throws IOException {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() == 503 && !call.startsWith("/")) {
            if (!type.startsWith("application/problem+json")) {
                return "503 without a problem document";
            }
            if (answer.headers().firstValue("Retry-After").isEmpty()) {
                return "503 without Retry-After";
            }
        }
        if (!call.equals("/startup") && !call.equals("/health/ready")) {
            return Integer.toString(answer.statusCode());
        }
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, JsonNode> part :
                JSON.readTree(answer.body()).path("parts").properties()) {
            if (part.getValue().asText().equals("down")) {
                missing.add(part.getKey());
            }
        }
        return answer.statusCode()
                + (missing.isEmpty()
                        ? ""
                        : " degraded: "
                                + String.join(", ", missing.stream().sorted().toList()));
    }

    private HttpResponse<String> call(String heading) throws IOException, InterruptedException {
        StartedSuite suite = SUITE.get();
        PublicApi api = PublicApi.at(suite.url(), suite.credentials().certificate());
        HttpRequest.Builder request = switch (heading) {
            case "POST /v1/sessions" ->
                // Ends the login before, so that the account keeps its other session.
                as(api, lastLogin, "/v1/sessions")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.createObjectNode()
                                .put("login", Credentials.LOGIN)
                                .put("password", suite.credentials().loginPassword())
                                .toString()));
            case "GET /v1/sessions/current" -> as(api, session, "/v1/sessions/current");
            case "POST /v1/analyses (session)" -> upload(as(api, session, "/v1/analyses"));
            case "POST /v1/analyses (token)" -> upload(as(api, token, "/v1/analyses"));
            case LIST -> as(api, token, "/v1/analyses");
            case ARTEFACT -> as(api, token, "/v1/analyses/" + analysis + "/result.json");
            case "GET /v1/analyses/{id} (token)" -> as(api, token, "/v1/analyses/" + analysis);
            case "/health", "/health/ready", "/health/live", "/startup" -> api.request(heading);
            default -> throw new AssertionError("docs/degraded.md has a column " + heading);
        };
        HttpResponse<String> answer =
                api.exchange(request, Duration.ofSeconds(30), HttpResponse.BodyHandlers.ofString());
        if (heading.equals("POST /v1/sessions") && answer.statusCode() == 201) {
            lastLogin = JSON.readTree(answer.body()).path("token").asText();
        }
        return answer;
    }

    private static HttpRequest.Builder as(PublicApi api, String bearer, String path) {
        api.identifyBy(bearer);
        return api.request(path);
    }

    private static HttpRequest.Builder upload(HttpRequest.Builder request) throws IOException, InterruptedException {
        return request.header("Content-Type", "video/mp4")
                .POST(HttpRequest.BodyPublishers.ofFile(Walks.tiny(SUITE.get())));
    }

    /** Lines of the log of each service so far; one a request of the gateway's access log is not counted. */
    private static Map<String, Long> logLines() throws IOException {
        Map<String, Long> lines = new TreeMap<>();
        for (String process : PROCESSES) {
            Path log = SUITE.get().folders().log(process);
            try (Stream<String> all = Files.lines(log)) {
                lines.put(process, all.filter(line -> !line.contains("access]")).count());
            }
        }
        return lines;
    }
}
