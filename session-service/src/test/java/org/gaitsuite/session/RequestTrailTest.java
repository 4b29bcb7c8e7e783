package org.gaitsuite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.session.Gateway.PASSWORD;
import static org.gaitsuite.session.Gateway.json;
import static org.gaitsuite.session.Gateway.newLogin;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.gaitsuite.session.sql.Database;
import org.gaitsuite.session.token.BearerToken;
import org.gaitsuite.trail.lines.JsonLines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line of the log says which request it is about, and never another one. */
@QuarkusTest
@TestProfile(RequestTrailTest.LinesAreJson.class)
class RequestTrailTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    public static final class LinesAreJson implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(GatewayKeys.class), new TestResourceEntry(TemporaryH2.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gait.sessions.single-instance", "true", "quarkus.log.console.json.enabled", "true");
        }
    }

    @Inject
    Database database;

    @TestHTTPResource("/v1/sessions")
    @SuppressWarnings("NullAway.Init")
    URI sessions;

    @BeforeEach
    void listen() {
        Eventually.within(
                Duration.ofSeconds(20), () -> assertThat(database.outage()).isEmpty());
    }

    @Test
    void aLineCarriesTheIdsOfItsRequest() {
        JsonNode line = failedLogin(
                request -> request.header("X-Request-Id", "a-request.1_A").header("traceparent", PARENT));

        assertThat(line.path("request_id").asText()).isEqualTo("a-request.1_A");
        assertThat(line.path("trace_id").asText()).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"an id", "\"", "id;x=1", "12345678901234567890123456789012345678901234567890123456789012345"})
    void anIdThatTheGatewayWouldNotKeepIsLeftOut(String id) {
        JsonNode line =
                failedLogin(request -> request.header("X-Request-Id", id).header("traceparent", PARENT));

        assertThat(line.has("request_id")).isFalse();
        assertThat(line.path("trace_id").asText()).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRACE,
                "00-" + TRACE,
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
            })
    void aTraceThatIsNoneIsLeftOut(String parent) {
        JsonNode line =
                failedLogin(request -> request.header("X-Request-Id", "one").header("traceparent", parent));

        assertThat(line.has("trace_id")).isFalse();
        assertThat(line.path("request_id").asText()).isEqualTo("one");
    }

    @Test
    void ofTwoIdsNeitherIsBelieved() {
        JsonNode line =
                failedLogin(request -> request.header("X-Request-Id", "one").header("X-Request-Id", "other"));

        assertThat(line.has("request_id")).isFalse();
    }

    @Test
    void theNextRequestOfAConnectionHasNoneOfTheOneBefore() {
        try (JsonLines said = JsonLines.of("org.gaitsuite.session.security");
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            List<String> logins = List.of(newLogin(), newLogin());
            send(client, logins.getFirst(), "X-Request-Id", "before", "traceparent", PARENT)
                    .join();
            send(client, logins.getLast()).join();

            assertThat(line(said, logins.getFirst()).path("request_id").asText())
                    .isEqualTo("before");
            assertThat(line(said, logins.getLast()).has("request_id")).isFalse();
            assertThat(line(said, logins.getLast()).has("trace_id")).isFalse();
        }
    }

    @Test
    void requestsSideBySideKeepTheirOwn() {
        try (JsonLines said = JsonLines.of("org.gaitsuite.session.security");
                HttpClient client = HttpClient.newHttpClient()) {
            List<String> logins = new ArrayList<>();
            List<CompletableFuture<?>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                logins.add(newLogin());
                answers.add(send(client, logins.getLast(), "X-Request-Id", "request-" + i));
            }
            answers.forEach(CompletableFuture::join);

            for (int i = 0; i < logins.size(); i++) {
                assertThat(line(said, logins.get(i)).path("request_id").asText())
                        .isEqualTo("request-" + i);
            }
        }
    }

    private CompletableFuture<HttpResponse<String>> send(HttpClient client, String login, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(sessions)
                .header("Authorization", "Bearer " + GatewayKeys.jwt())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"login\": \"%s\", \"password\": \"%s\"}".formatted(login, PASSWORD)));
        return client.sendAsync(
                headers.length == 0 ? request.build() : request.headers(headers).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode failedLogin(UnaryOperator<RequestSpecification> asked) {
        try (JsonLines said = JsonLines.of("org.gaitsuite.session.security")) {
            String login = newLogin();
            asked.apply(json(Map.of("login", login, "password", PASSWORD)))
                    .post("/v1/sessions")
                    .then()
                    .statusCode(401);
            return line(said, login);
        }
    }

    private static JsonNode line(JsonLines said, String login) {
        List<JsonNode> lines = said.beginning(
                "event=login-failed login=" + BearerToken.sha256(login).substring(0, 12) + " ");
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }
}
