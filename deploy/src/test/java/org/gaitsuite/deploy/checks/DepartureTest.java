package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a machine leaves: the real program against a metadata service that answers as Azure's does. */
class DepartureTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    /** What happened on the machine and at the metadata service, in order. */
    private final List<String> happened = new CopyOnWriteArrayList<>();

    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger silence = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile String events = "";
    private HttpServer azure;
    private final List<Process> programs = new CopyOnWriteArrayList<>();

    @BeforeEach
    void startAzure() throws IOException {
        azure = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        azure.createContext("/metadata/instance/compute/name", this::name);
        azure.createContext("/metadata/scheduledevents", this::scheduledEvents);
        // Not Azure's: what the stand-in for systemctl was asked for.
        azure.createContext("/systemctl/", this::systemctl);
        azure.start();
    }

    @AfterEach
    void stopAll() throws Exception {
        for (Process program : programs) {
            program.destroy();
            program.waitFor(10, TimeUnit.SECONDS);
        }
        azure.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Terminate", "Preempt"})
    void servicesLeaveThenTheEventIsApprovedOnce(String kind) throws Exception {
        events = event("A", kind, "gait-machines_3");
        watch();

        until(() -> happened.size() >= 2);
        moreQuestions();

        assertThat(happened)
                .containsExactly(
                        "stop gait.target gait-gateway.service gait-session-service.service gait-analysis-service.service",
                        "approved {\"StartRequests\": [{\"EventId\": \"A\"}]}");
        assertThat(said()).contains("(" + kind + " A)", "Event A is approved.");
    }

    @Test
    void anEventOfAnotherMachineDoesNothing() throws Exception {
        // One whose name begins alike, too.
        events = event("A", "Terminate", "gait-machines_1") + "," + event("B", "Preempt", "gait-machines_33");
        watch();

        moreQuestions();

        assertThat(happened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Freeze", "Reboot", "Redeploy"})
    void anEventThatTheMachineOutlivesDoesNothing(String kind) throws Exception {
        events = event("A", kind, "gait-machines_3");
        watch();

        moreQuestions();

        assertThat(happened).isEmpty();
    }

    @Test
    void aMetadataServiceThatIsAwayIsAskedAgainAndSaidOnce() throws Exception {
        silence.set(4);
        cutOff.set(2);
        events = event("A", "Terminate", "gait-machines_3");
        watch();

        until(() -> happened.size() >= 2);

        assertThat(happened.getLast()).startsWith("approved");
        assertThat(said()).containsOnlyOnce("HTTP 503").doesNotContain("Traceback");
    }

    @Test
    void anApprovalThatIsRefusedIsRepeatedAndTheServicesStoppedOnce() throws Exception {
        refusals.set(3);
        events = event("A", "Terminate", "gait-machines_3");
        watch();

        until(() -> happened.size() >= 2);

        assertThat(happened).hasSize(2).last().asString().startsWith("approved");
        assertThat(refusals).hasValue(0);
    }

    @Test
    void aMachineThatIsNotTakenAwayAfterAllServesAgain() throws Exception {
        events = event("A", "Terminate", "gait-machines_3");
        watch();
        until(() -> happened.size() >= 2);

        events = "";
        until(() -> happened.size() >= 3);

        assertThat(happened.getLast()).isEqualTo("start --no-block gait.target");
    }

    private void watch() throws Exception {
        CheckingProgram.need("python3", "python3-minimal", "departure of machines");
        CheckingProgram.need("curl", "curl", "departure of machines");
        String address = "http://127.0.0.1:" + azure.getAddress().getPort();
        Path systemctl = folder.resolve("systemctl");
        Files.writeString(
                systemctl, "#!/bin/sh\nexec curl --silent --fail --data \"$*\" %s/systemctl/\n".formatted(address));
        Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder =
                new ProcessBuilder(Units.folder().resolve("libexec/departure").toString());
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        folder + ":" + System.getenv("PATH"),
                        "GAIT_METADATA_URL",
                        address,
                        "GAIT_DEPARTURE_EVERY",
                        "0.05",
                        "GAIT_DEPARTURE_PATIENCE",
                        "0.2"));
        programs.add(builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start());
    }

    /** Until it has asked often enough to have acted on what it was told. */
    private void moreQuestions() throws Exception {
        int enough = answers.get() + 5;
        until(() -> answers.get() >= enough);
    }

    private void until(BooleanSupplier condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("%s; it said: %s", happened, said()).isBefore(end);
            Thread.sleep(20);
        }
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private static String event(String identifier, String kind, String machine) {
        return """
                {"EventId": "%s", "EventStatus": "Scheduled", "EventType": "%s", "ResourceType": "VirtualMachine",
                 "Resources": ["%s"], "NotBefore": "Mon, 19 Sep 2026 18:29:47 GMT", "EventSource": "Platform"}
                """.formatted(identifier, kind, machine);
    }

    private void name(HttpExchange exchange) throws IOException {
        if (silence.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 503, "");
        } else {
            boolean asked = isMetadata(exchange)
                    && "api-version=2021-02-01&format=text"
                            .equals(exchange.getRequestURI().getQuery());
            answer(exchange, asked ? 200 : 400, "gait-machines_3");
        }
    }

    private void scheduledEvents(HttpExchange exchange) throws IOException {
        if (!isMetadata(exchange)
                || !"api-version=2020-07-01".equals(exchange.getRequestURI().getQuery())) {
            answer(exchange, 400, "{}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            approve(exchange);
        } else if (cutOff.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.close();
        } else {
            answer(exchange, 200, "{\"DocumentIncarnation\": 1, \"Events\": [%s]}".formatted(events));
            answers.incrementAndGet();
        }
    }

    private void approve(HttpExchange exchange) throws IOException {
        String content = body(exchange);
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 429, "{}");
        } else {
            happened.add("approved " + content);
            answer(exchange, 200, "");
        }
    }

    private void systemctl(HttpExchange exchange) throws IOException {
        happened.add(body(exchange));
        answer(exchange, 200, "");
    }

    private static boolean isMetadata(HttpExchange exchange) {
        return "true".equals(exchange.getRequestHeaders().getFirst("Metadata"));
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
