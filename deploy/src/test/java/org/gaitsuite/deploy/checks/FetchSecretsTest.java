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
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a machine gets its secrets: the real program against a metadata service and a vault that answer as Azure's do. */
class FetchSecretsTest {
    private static final String TOKEN = "token-of-the-machine";
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n";

    @TempDir
    Path folder;

    @TempDir
    Path python;

    private final Map<String, String> vault = new ConcurrentHashMap<>(Map.of(
            "redis-url", "rediss://:se%2Fcret$\"x`y\\z@host:10000/0",
            "sessions-sql-password", "pass word",
            "analyses-sql-password", "another",
            "identity-private-key", KEY,
            "identity-public-key", "public\n",
            "bootstrap-password", "boot",
            "tls-certificate", "chain\n",
            "tls-private-key", KEY));
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final Deque<String> nonsense = new ConcurrentLinkedDeque<>();
    private HttpServer azure;

    /** The program says how long it waits; nobody else has to. */
    @BeforeEach
    void letSecondsPassQuickly() throws IOException {
        Files.writeString(python.resolve("sitecustomize.py"), """
                import time
                second = time.sleep
                time.sleep = lambda seconds: second(seconds / 50)
                """);
    }

    @BeforeEach
    void startAzure() throws IOException {
        azure = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        azure.createContext("/metadata/identity/oauth2/token", this::token);
        azure.createContext("/secrets/", this::secret);
        azure.start();
    }

    @AfterEach
    void stopAzure() {
        azure.stop(0);
    }

    @Test
    void servicesGetVariablesThatSystemdReadsBackAsTheyWere() throws Exception {
        assertThat(fetch("all").status()).isZero();

        assertThat(Files.readString(folder.resolve("session-service.env"))).isEqualTo("""
                        REDIS_URL="rediss://:se%%2Fcret\\$\\"x\\`y\\\\z@host:10000/0"
                        GAIT_SQL_PASSWORD="pass word"
                        GAIT_BOOTSTRAP_PASSWORD_FILE="%s/bootstrap-password"
                        """.formatted(folder));
        assertThat(Files.readString(folder.resolve("analysis-service.env")))
                .contains("GAIT_SQL_PASSWORD=\"another\"")
                .doesNotContain("pass word");
        assertThat(Files.readString(folder.resolve("identity-private-key.pem"))).isEqualTo(KEY);
        assertThat(Files.readString(folder.resolve("gateway.env")))
                .contains("tls-private-key.pem", "REDIS_URL=\"rediss://:se%2Fcret")
                .doesNotContain("SQL", "bootstrap");
    }

    @Test
    void nobodyButRootAndTheGroupReadsThem() throws Exception {
        fetch("all");

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-r-----");
            }
        }
    }

    @Test
    void aWorkerGetsOnlyWhatItReads() throws Exception {
        fetch("worker");

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("analysis-service.env", "identity-public-key.pem");
        }
    }

    @Test
    void itAsksAgainUntilTheVaultLetsItInAndSaysNoSecret() throws Exception {
        refusals.set(2);

        CheckingProgram fetched = fetch("all");

        assertThat(fetched.status()).isZero();
        assertThat(fetched.output()).contains("HTTP 403; again in 1 s", "HTTP 403; again in 2 s", "fetched 8 secrets");
        assertThat(fetched.output()).doesNotContain(TOKEN, "se%2Fcret", "pass word", "PRIVATE KEY", "boot\n");
    }

    @Test
    void anAnswerThatIsCutOffIsAskedForAgain() throws Exception {
        cutOff.set(2);

        CheckingProgram fetched = fetch("worker");

        assertThat(fetched.status()).isZero();
        assertThat(fetched.output()).contains("again in 1 s", "again in 2 s", "fetched 3 secrets");
        assertThat(fetched.output()).doesNotContain("Traceback", "se%2Fcret");
        assertThat(Files.readString(folder.resolve("analysis-service.env"))).contains("another");
    }

    @Test
    void anAnswerOfAnotherShapeIsAskedForAgain() throws Exception {
        nonsense.addAll(List.of("[]", "{}", "{\"value\": null}"));

        CheckingProgram fetched = fetch("worker");

        assertThat(fetched.status()).isZero();
        assertThat(fetched.output())
                .contains("again in 4 s", "fetched 3 secrets")
                .doesNotContain("Traceback");
    }

    @Test
    void withoutACertificateTheGatewayIsNotToldOfOne() throws Exception {
        vault.remove("tls-certificate");

        assertThat(fetch("all").status()).isZero();

        assertThat(Files.readString(folder.resolve("gateway.env")).lines())
                .singleElement()
                .asString()
                .startsWith("REDIS_URL=");
    }

    private CheckingProgram fetch(String role) throws Exception {
        CheckingProgram.need("python3", "python3-minimal", "fetching of secrets");
        ProcessBuilder builder = new ProcessBuilder(
                Units.folder().resolve("libexec/fetch-secrets").toString());
        String address = "http://127.0.0.1:" + azure.getAddress().getPort();
        builder.environment()
                .putAll(Map.of(
                        "GAIT_MACHINE_ROLE",
                        role,
                        "GAIT_KEY_VAULT",
                        "vault",
                        "GAIT_IDENTITY_CLIENT_ID",
                        "client",
                        "GAIT_METADATA_URL",
                        address,
                        "GAIT_KEY_VAULT_URL",
                        address,
                        "PYTHONPATH",
                        python.toString(),
                        "RUNTIME_DIRECTORY",
                        folder.toString()));
        return CheckingProgram.run(builder);
    }

    private void token(HttpExchange exchange) throws IOException {
        boolean asked = "true".equals(exchange.getRequestHeaders().getFirst("Metadata"))
                && exchange.getRequestURI()
                        .getQuery()
                        .equals("api-version=2018-02-01&resource=https://vault.azure.net&client_id=client");
        answer(exchange, asked ? 200 : 400, "{\"access_token\": \"%s\"}".formatted(TOKEN));
    }

    private void secret(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().replace("/secrets/", "");
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{}");
        } else if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 403, "{}");
        } else if (cutOff.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"value\": \"se".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        } else if (!nonsense.isEmpty()) {
            answer(exchange, 200, nonsense.pop());
        } else if (!vault.containsKey(name)) {
            answer(exchange, 404, "{}");
        } else {
            answer(exchange, 200, "{\"value\": \"%s\"}".formatted(escaped(vault.get(name))));
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
