package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.GatewayProcess;
import org.gaitsuite.gateway.standin.Handshake;
import org.gaitsuite.gateway.standin.KeyFiles;
import org.gaitsuite.gateway.standin.StandIn;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The packaged gateway as a process. With {@code -Dgait.test.upload-mebibytes=2048} the upload is that large; the
 * memory measured is printed.
 */
class GatewayProcessIT {
    private static final long UPLOAD_MEBIBYTES = Long.getLong("gait.test.upload-mebibytes", 200);
    private static final long MEMORY_MEBIBYTES = 300;

    private final Suite suite = new Suite();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeKeys() throws Exception {
        suite.reset();
        KeyFiles keys = KeyFiles.make(Files.createTempDirectory(Path.of("target"), "keys"));
        environment.putAll(suite.asEnvironment());
        environment.put("GAIT_IDENTITY_PRIVATE_KEY_FILE", keys.identityPrivate().toString());
        environment.put("GAIT_TLS_CERTIFICATE_FILE", keys.certificate().toString());
        environment.put("GAIT_TLS_KEY_FILE", keys.certificateKey().toString());
    }

    @AfterEach
    void stop() {
        suite.stop();
    }

    @Test
    void memoryStaysFlatWhileALargeUploadPassesThrough() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(environment)) {
            Client client = new Client(gateway.base());
            client.send(client.asAnna("/v1/analyses"));
            long before = gateway.residentMebibytes();
            AtomicLong most = new AtomicLong();
            Thread watch = Thread.ofVirtual().start(() -> watch(gateway, most));
            long begin = System.nanoTime();
            HttpResponse<String> answer = client.send(client.asAnna("/v1/analyses")
                    .timeout(Duration.ofMinutes(5))
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> zeros(UPLOAD_MEBIBYTES << 20))));
            double seconds = (System.nanoTime() - begin) / 1e9;
            watch.interrupt();
            watch.join();

            System.out.printf(
                    "upload of %d MiB in %.1f s: resident memory %d MiB before, %d MiB at most%n",
                    UPLOAD_MEBIBYTES, seconds, before, most.get());
            assertThat(answer.body()).isEqualTo("{\"bytes\":" + (UPLOAD_MEBIBYTES << 20) + "}");
            assertThat(most.get()).isBetween(1L, MEMORY_MEBIBYTES);
        }
    }

    @Test
    void itStartsWithoutAnythingBehindAndSaysWhatIsMissing() throws Exception {
        suite.sessions.forEach(StandIn::stop);
        suite.analyses.forEach(StandIn::stop);
        environment.remove("GAIT_IDENTITY_PRIVATE_KEY_FILE");
        environment.remove("GAIT_TLS_KEY_FILE");

        try (GatewayProcess gateway = new GatewayProcess(environment)) {
            Client client = new Client(gateway.base());
            HttpResponse<String> startup = client.send(client.at("/startup"));
            HttpResponse<String> call = client.send(client.asAnna("/v1/analyses"));

            assertThat(startup.statusCode()).isEqualTo(200);
            assertThat(startup.body())
                    .contains("degraded")
                    .contains("\"session-service\":\"down\"")
                    .contains("\"analysis-service\":\"down\"")
                    .contains("\"identity-key\":\"down\"");
            assertThat(call.statusCode()).isEqualTo(503);
            assertThat(gateway.log()).contains("No certificate").contains("no identity key");
        }
    }

    @Test
    void besideItsOwnServicesItWantsRequestsOnlyWhileTheyAnswer() throws Exception {
        environment.put("GAIT_GATEWAY_HEALTH_NEEDS_SERVICES", "true");
        suite.sessions.forEach(session -> session.tellProbes("sql=up,redis=down"));
        try (GatewayProcess gateway = new GatewayProcess(environment)) {
            Client client = new Client(gateway.base());
            awaitHealth(client, 200);
            assertThat(client.send(client.at("/health/ready")).statusCode())
                    .as("Redis is away everywhere")
                    .isEqualTo(503);

            suite.analyses.forEach(StandIn::stop);
            awaitHealth(client, 503);

            assertThat(client.send(client.at("/health/live")).statusCode()).isEqualTo(200);
            suite.analyses.forEach(StandIn::start);
            awaitHealth(client, 200);
        }
    }

    private static void awaitHealth(Client client, int status) throws Exception {
        Instant deadline = Instant.now().plusSeconds(10);
        while (client.send(client.at("/health")).statusCode() != status) {
            assertThat(Instant.now()).as("/health becomes %d", status).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    @Test
    void httpsIsServedWithTheCertificateOfTheEnvironment() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(environment)) {
            assertThat(Handshake.with(gateway.tlsPort(), "TLSv1.3", "TLSv1.2")).isEqualTo("TLSv1.3");
            assertThat(gateway.log()).doesNotContain("No certificate");
        }
    }

    @Test
    void askedToStopItFinishesWhatIsUnderWay() throws Exception {
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        suite.analysisBehaves(request -> {
            if (request.uri().endsWith("/events")) {
                request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
                request.response().write("data: on\n\n");
            } else {
                arrived.complete(null);
                suite.later(2_500, () -> request.response().end("{\"slow\":true}"));
            }
        });
        try (GatewayProcess gateway = new GatewayProcess(environment)) {
            Client client = new Client(gateway.base());
            HttpResponse<InputStream> events =
                    client.send(client.asAnna("/v1/analyses/a1/events"), HttpResponse.BodyHandlers.ofInputStream());
            CompletableFuture<HttpResponse<String>> slow =
                    client.sendAsync(client.asAnna("/v1/analyses/a1").timeout(Duration.ofSeconds(20)));
            arrived.get(10, TimeUnit.SECONDS);

            gateway.terminate();
            Thread.sleep(700);
            HttpResponse<String> health = client.send(client.at("/health"));
            HttpResponse<String> ready = client.send(client.at("/health/ready"));
            HttpResponse<String> still = client.send(client.asAnna("/v1/sessions/current"));

            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(still.statusCode()).isEqualTo(200);
            assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("{\"slow\":true}");
            assertThat(new String(events.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("data: on\n\n");
            assertThat(gateway.awaitExit(Duration.ofSeconds(15))).isIn(0, 143);
        }
    }

    private static void watch(GatewayProcess gateway, AtomicLong most) {
        try {
            while (true) {
                most.accumulateAndGet(gateway.residentMebibytes(), Math::max);
                Thread.sleep(100);
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static InputStream zeros(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return read(new byte[1], 0, 1) < 0 ? -1 : 0;
            }

            @Override
            public int read(byte[] into, int from, int wanted) {
                if (left == 0) {
                    return -1;
                }
                int now = (int) Math.min(left, wanted);
                left -= now;
                return now;
            }
        };
    }
}
