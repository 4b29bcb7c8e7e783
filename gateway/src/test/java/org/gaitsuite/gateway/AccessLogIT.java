package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.GatewayProcess;
import org.gaitsuite.gateway.standin.KeyFiles;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The access log as production has it. */
class AccessLogIT {
    private final Suite suite = new Suite();

    @AfterEach
    void stop() {
        suite.stop();
    }

    @Test
    void everyRequestIsOneLineOfJsonWithoutQueryAndWithoutSecrets() throws Exception {
        suite.reset();
        KeyFiles keys = KeyFiles.make(Files.createTempDirectory(Path.of("target"), "keys"));
        Map<String, String> environment = new HashMap<>(suite.asEnvironment());
        environment.put("GAIT_IDENTITY_PRIVATE_KEY_FILE", keys.identityPrivate().toString());
        environment.put("GAIT_LOG_JSON", "true");
        try (GatewayProcess gateway = new GatewayProcess(environment)) {
            Client client = new Client(gateway.base());

            client.send(client.asAnna("/v1/analyses?name=Mrs%20Smith")
                    .header("X-Request-Id", "the-request-42")
                    .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

            JsonObject line = awaitLine(gateway, "the-request-42");
            assertThat(line.getString("loggerName")).isEqualTo("org.gaitsuite.gateway.access");
            assertThat(line.getString("level")).isEqualTo("INFO");
            assertThat(line.getString("method")).isEqualTo("GET");
            assertThat(line.getString("path")).isEqualTo("/v1/analyses");
            assertThat(line.getInteger("status")).isEqualTo(200);
            assertThat(line.getLong("duration_ms")).isNotNegative();
            assertThat(line.getString("trace_id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
            assertThat(line.getLong("bytes_out")).isPositive();
            assertThat(line.getString("protocol")).startsWith("HTTP/");
            assertThat(Instant.parse(line.getString("timestamp")))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat(gateway.log()).doesNotContain("Smith").doesNotContain(Suite.TOKEN);
        }
    }

    private static JsonObject awaitLine(GatewayProcess gateway, String requestId) throws Exception {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(deadline)) {
            List<String> lines = gateway.log()
                    .lines()
                    .filter(line -> line.contains("\"request_id\":\"" + requestId + '"'))
                    .toList();
            if (!lines.isEmpty()) {
                assertThat(lines).hasSize(1);
                return new JsonObject(lines.getFirst());
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no line of " + requestId + " in " + gateway.log());
    }
}
