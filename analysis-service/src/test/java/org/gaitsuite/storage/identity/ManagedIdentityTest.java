package org.gaitsuite.storage.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as the platforms document it. */
class ManagedIdentityTest {
    private static final TokenRequestContext STORAGE =
            new TokenRequestContext().addScopes("https://storage.azure.com/.default");

    private record Asked(String method, String uri, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    private record Answer(int status, String body) {}

    private final List<Asked> asked = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(1_800_000_000);
    private Function<Integer, Answer> answers = nth -> token("token-" + nth, Duration.ofHours(24));
    private HttpServer server;
    private URI address;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        address = URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Answer answer = answers.apply(asked.size());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer token(String token, Duration lasting) {
        return new Answer(
                200,
                "{\"access_token\":\"%s\",\"expires_on\":\"%d\",\"token_type\":\"Bearer\"}"
                        .formatted(token, now.plus(lasting).getEpochSecond()));
    }

    private ManagedIdentity machine() {
        return new ManagedIdentity(
                new TokenSource.MachineMetadata(address.resolve("/metadata/identity/oauth2/token"), Optional.empty()),
                () -> now);
    }

    @Test
    void aMachineAsksItsMetadataService() {
        assertThat(machine().getTokenSync(STORAGE).getToken()).isEqualTo("token-1");
        assertThat(asked.getFirst().method()).isEqualTo("GET");
        assertThat(asked.getFirst().uri())
                .isEqualTo("/metadata/identity/oauth2/token?api-version=2018-02-01"
                        + "&resource=https%3A%2F%2Fstorage.azure.com");
        assertThat(asked.getFirst().header("Metadata")).isEqualTo("true");
    }

    @Test
    void anAppAsksTheEndpointThatItsEnvironmentNames() {
        TokenSource source = TokenSource.of(
                Map.of("IDENTITY_ENDPOINT", address + "/msi/token", "IDENTITY_HEADER", "proof"),
                Optional.of("a client"));
        assertThat(new ManagedIdentity(source, () -> now).getTokenSync(STORAGE).getToken())
                .isEqualTo("token-1");
        assertThat(asked.getFirst().uri())
                .isEqualTo("/msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fstorage.azure.com"
                        + "&client_id=a+client");
        assertThat(asked.getFirst().header("X-identity-header")).isEqualTo("proof");
        assertThat(source.toString()).doesNotContain("proof");
    }

    @Test
    void aPodExchangesTheTokenOfItsCluster() throws Exception {
        answers = nth -> new Answer(200, "{\"access_token\":\"exchanged\",\"expires_in\":3600}");
        Path file = Files.writeString(folder.resolve("token"), "of.the.cluster\n");
        TokenSource source = TokenSource.of(
                Map.of(
                        "AZURE_FEDERATED_TOKEN_FILE",
                        file.toString(),
                        "AZURE_TENANT_ID",
                        "a-tenant",
                        "AZURE_CLIENT_ID",
                        "a-client",
                        "AZURE_AUTHORITY_HOST",
                        address + "/"),
                Optional.empty());
        var token = new ManagedIdentity(source, () -> now).getTokenSync(STORAGE);
        assertThat(token.getToken()).isEqualTo("exchanged");
        assertThat(token.getExpiresAt().toInstant()).isEqualTo(now.plusSeconds(3600));
        assertThat(asked.getFirst().method()).isEqualTo("POST");
        assertThat(asked.getFirst().uri()).isEqualTo("/a-tenant/oauth2/v2.0/token");
        assertThat(asked.getFirst().body().split("&"))
                .containsExactlyInAnyOrder(
                        "client_id=a-client",
                        "grant_type=client_credentials",
                        "scope=https%3A%2F%2Fstorage.azure.com%2F.default",
                        "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer",
                        "client_assertion=of.the.cluster");
    }

    @Test
    void withoutASignInTheEnvironmentItIsAMachine() {
        assertThat(TokenSource.of(Map.of("IDENTITY_ENDPOINT", "http://127.0.0.1"), Optional.empty()))
                .isEqualTo(new TokenSource.MachineMetadata(
                        URI.create("http://169.254.169.254/metadata/identity/oauth2/token"), Optional.empty()));
    }

    @Test
    void aTokenIsUsedUntilFiveMinutesBeforeItsEnd() {
        answers = nth -> token("token-" + nth, Duration.ofHours(1));
        ManagedIdentity identity = machine();
        identity.getTokenSync(STORAGE);
        now = now.plus(Duration.ofMinutes(54));
        assertThat(identity.getTokenSync(STORAGE).getToken()).isEqualTo("token-1");
        now = now.plus(Duration.ofMinutes(2));
        assertThat(identity.getTokenSync(STORAGE).getToken()).isEqualTo("token-2");
    }

    @Test
    void aBurstOfCallsAsksOnce() {
        ManagedIdentity identity = machine();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                var _ = threads.submit(() -> identity.getTokenSync(STORAGE));
            }
        }
        assertThat(identity.getToken(STORAGE).map(AccessToken::getToken).block())
                .isEqualTo("token-1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void whileThePlatformIsAwayTheTokenIsUsedToItsEnd() {
        answers = nth -> nth == 1 ? token("first", Duration.ofHours(1)) : new Answer(503, "");
        ManagedIdentity identity = machine();
        identity.getTokenSync(STORAGE);
        now = now.plus(Duration.ofMinutes(57));
        assertThat(identity.getTokenSync(STORAGE).getToken()).isEqualTo("first");
        now = now.plus(Duration.ofMinutes(4));
        assertThatThrownBy(() -> identity.getTokenSync(STORAGE)).hasMessageContaining("503");
    }

    @Test
    void aPassingErrorIsTriedAgainAndARefusalIsNot() {
        answers = nth -> nth < 3 ? new Answer(nth == 1 ? 429 : 500, "") : token("third", Duration.ofHours(1));
        assertThat(machine().getTokenSync(STORAGE).getToken()).isEqualTo("third");
        asked.clear();
        answers = nth -> new Answer(400, "{\"error\":\"invalid_request\"}");
        assertThatThrownBy(() -> machine().getTokenSync(STORAGE)).hasMessageContaining("400");
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAnswerWithoutATokenIsRefused() {
        answers = nth -> new Answer(200, "{}");
        assertThatThrownBy(() -> machine().getTokenSync(STORAGE)).hasMessageContaining("no token");
        answers = nth -> token("old", Duration.ofSeconds(-1));
        assertThatThrownBy(() -> machine().getTokenSync(STORAGE)).hasMessageContaining("no token");
    }

    @Test
    void aPlatformThatIsNotThereIsAnErrorThatNamesIt() {
        server.stop(0);
        assertThatThrownBy(() -> machine().getTokenSync(STORAGE))
                .hasMessageContaining("/metadata/identity")
                .hasMessageContaining("does not answer");
    }
}
