package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The images under podman, as a platform runs them. {@code ./test images} makes them and runs this; {@code -Dgait.test.images.tag} names
 * other ones.
 */
class ImagesPodmanIT {
    private static final String TAG = System.getProperty("gait.test.images.tag", RunCommand.VERSION);
    private static final Container.Bounds SERVICE = new Container.Bounds("512m", "1");
    private static final Container.Bounds WORKER = new Container.Bounds("1g", "1");
    private static final Ports PORTS = new Ports(17_000, 1);
    private static final Ports WORKER_PORTS = new Ports(18_000, 1);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** What the operations guide tells platforms to wait before they kill. */
    private static final int GRACE_SECONDS = 40;

    private static final List<AutoCloseable> RUNNING = new ArrayList<>();
    private static Path home = Path.of("");
    private static @Nullable PublicApi loggedIn;

    @BeforeAll
    static void startTheSuite() throws Exception {
        home = Files.createTempDirectory("gait-images-");
        Folders folders = new Folders(StartedSuite.root(), home);
        Credentials credentials = Credentials.in(home);
        for (Child store : List.of(RedisProgram.child(folders, PORTS, credentials), SqlProgram.child(folders, PORTS))) {
            store.start();
            RUNNING.add(store::stop);
            store.awaitReady(Duration.ofSeconds(30));
        }
        Path data = Files.createDirectory(home.resolve("shared"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path secrets = Files.createDirectory(home.resolve("keys"));
        for (Path key : List.of(
                credentials.identityPrivateKey(),
                credentials.identityPublicKey(),
                credentials.certificate(),
                credentials.certificateKey())) {
            Path copy = Files.copy(key, secrets.resolve(key.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        }

        Map<String, String> sessions = service(credentials, "accounts");
        sessions.put("QUARKUS_HTTP_PORT", Integer.toString(PORTS.sessions(1)));
        sessions.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(PORTS.sessionsManagement(1)));
        sessions.put("GAIT_BOOTSTRAP_LOGIN", Credentials.LOGIN);
        sessions.put("GAIT_BOOTSTRAP_PASSWORD", credentials.loginPassword());
        start("gait-test-sessions", "session-service", SERVICE, sessions);

        Map<String, String> analyses = service(credentials, "analyses");
        analyses.put("QUARKUS_HTTP_PORT", Integer.toString(PORTS.analysis(1)));
        analyses.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(PORTS.analysisManagement(1)));
        analyses.put("GAIT_ROLE", "api");
        analyses.put("GAIT_COMPUTATION_MEMORY", "160M");
        start("gait-test-api", "analysis-service", SERVICE, analyses);

        Map<String, String> gateway = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(PORTS.gatewayHttp(1)),
                "QUARKUS_HTTP_SSL_PORT", Integer.toString(PORTS.gatewayHttps(1)),
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(PORTS.gatewayManagement(1)),
                "GAIT_TLS_CERTIFICATE_FILE", inContainer(credentials.certificate()),
                "GAIT_TLS_KEY_FILE", inContainer(credentials.certificateKey()),
                "GAIT_IDENTITY_PRIVATE_KEY_FILE", inContainer(credentials.identityPrivateKey()),
                "GAIT_GATEWAY_SESSION_SERVICE_URLS", "http://127.0.0.1:" + PORTS.sessions(1),
                "GAIT_GATEWAY_ANALYSIS_SERVICE_URLS", "http://127.0.0.1:" + PORTS.analysis(1)));
        start("gait-test-gateway", "gateway", SERVICE, gateway);

        awaitHttp(URI.create("http://127.0.0.1:" + PORTS.gatewayHttp(1) + "/health/ready"));
        PublicApi api =
                PublicApi.at(URI.create("https://localhost:" + PORTS.gatewayHttps(1)), credentials.certificate());
        api.logIn(Credentials.LOGIN, credentials.loginPassword());
        loggedIn = api;
    }

    private static PublicApi api() {
        return Objects.requireNonNull(loggedIn, "not started");
    }

    @AfterAll
    static void stopEverything() throws Exception {
        Throwable first = null;
        for (AutoCloseable running : RUNNING.reversed()) {
            try {
                running.close();
            } catch (Exception | AssertionError e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        Trees.delete(home);
        if (first != null) {
            throw new AssertionError("what ran did not end as it should", first);
        }
    }

    @Test
    void aWalkPassesThrough() throws Exception {
        try (Container worker = worker(WORKER, Map.of())) {
            JsonNode analysis = new AnalysisRun(api(), System.out, false)
                    .of(walk("through"), Map.of("height", "1.75", "name", "through"));

            assertThat(analysis.path("state").asText()).as(worker.logs()).isEqualTo("SUCCEEDED");
            assertThat(analysis.at("/result/parameters").findValuesAsText("name"))
                    .contains("cadence", "step_length");
        }
    }

    @Test
    void aFilmedWalkPassesThrough() throws Exception {
        try (Container worker = worker(WORKER, Map.of())) {
            JsonNode analysis = new AnalysisRun(api(), System.out, false)
                    .of(Walks.filmed("sports2d-demo.mp4"), Map.of("height", "1.7", "name", "film"));

            assertThat(analysis.path("state").asText()).as(worker.logs()).isEqualTo("SUCCEEDED");
            double cadence = StreamSupport.stream(
                            analysis.at("/result/parameters").spliterator(), false)
                    .filter(parameter -> parameter.path("name").asText().equals("cadence"))
                    .mapToDouble(parameter -> parameter.path("value").asDouble())
                    .findFirst()
                    .orElseThrow();
            Proof.says("images: a filmed walk, %.1f steps/min".formatted(cadence));
            // Nine heel strikes counted frame by frame, 41 to 189 of 30 a second.
            assertThat(cadence).isCloseTo(97.3, within(5.0));
        }
    }

    @Test
    void atSigtermAWorkerFinishesOrHandsBackAndNothingIsLost() throws Exception {
        Path video = walk("drain");
        String id;
        try (Container worker = worker(WORKER, Map.of("GAIT_WORKER_SHUTDOWN_GRACE", "1S"))) {
            id = submit(video, "drain");
            await(id, "RUNNING");
            Instant told = Instant.now();
            worker.stop(GRACE_SECONDS);
            Proof.says("images: a working worker ends %.1f s after SIGTERM, exit %d"
                    .formatted(Duration.between(told, Instant.now()).toMillis() / 1000.0, worker.exitCode()));
            assertThat(worker.exitCode()).as(worker.logs()).isZero();
        }
        assertThat(api().analysis(id).path("state").asText()).isIn("QUEUED", "SUCCEEDED");
        try (Container next = worker(WORKER, Map.of())) {
            assertThat(await(id, "SUCCEEDED").path("attempt").asInt())
                    .as(next.logs())
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aKilledWorkersJobIsDoneByAnother() throws Exception {
        Path video = walk("killed");
        String id;
        try (Container worker = worker(WORKER, Map.of())) {
            id = submit(video, "killed");
            await(id, "RUNNING");
            worker.kill();
        }
        try (Container next = worker(WORKER, Map.of())) {
            Instant began = Instant.now();
            JsonNode analysis = await(id, "SUCCEEDED");
            Proof.says("images: the job of a killed worker was done %.1f s after another one started, at attempt %d"
                    .formatted(
                            Duration.between(began, Instant.now()).toMillis() / 1000.0,
                            analysis.path("attempt").asInt()));
            assertThat(analysis.path("attempt").asInt()).as(next.logs()).isEqualTo(2);
        }
    }

    /** The kernel ends the computing process, not the service. */
    @Test
    void whereMemoryRunsOutTheAnalysisFailsAndTheWorkerStays() throws Exception {
        try (Container worker = worker(new Container.Bounds("192m", "1"), Map.of("GAIT_COMPUTATION_MEMORY", "4G"))) {
            String id = submit(walk("memory", "--size", "3840x2160", "--duration", "4"), "memory");
            JsonNode analysis = await(id, "FAILED", "SUCCEEDED");

            assertThat(worker.isRunning()).as(worker.logs()).isTrue();
            assertThat(analysis.path("state").asText()).isEqualTo("FAILED");
            assertThat(worker.logs()).contains("SIGKILL");
        }
    }

    private static Container worker(Container.Bounds bounds, Map<String, String> further) throws Exception {
        Map<String, String> environment = service(Credentials.in(home), "analyses");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(WORKER_PORTS.analysis(1)));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(WORKER_PORTS.analysisManagement(1)));
        environment.put("GAIT_ROLE", "worker");
        environment.put("GAIT_WORKER_CONCURRENCY", "1");
        environment.put("GAIT_COMPUTATION_MEMORY", "640M");
        environment.putAll(further);
        return Container.start(
                "gait-test-worker",
                image("analysis-service"),
                bounds,
                home.resolve("shared").toString(),
                home.resolve("keys").toString(),
                environment);
    }

    private static void start(String name, String module, Container.Bounds bounds, Map<String, String> environment)
            throws Exception {
        Container container = Container.start(
                name,
                image(module),
                bounds,
                home.resolve("shared").toString(),
                home.resolve("keys").toString(),
                environment);
        RUNNING.add(() -> {
            container.stop(GRACE_SECONDS);
            int exit = container.exitCode();
            container.close();
            assertThat(exit).as("exit status of %s after SIGTERM", name).isZero();
        });
    }

    private static String image(String module) {
        return "gait/" + module + ":" + TAG;
    }

    private static Map<String, String> service(Credentials credentials, String database) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put(
                "GAIT_SQL_URL",
                "jdbc:h2:tcp://127.0.0.1:%d/./%s;MODE=MSSQLServer;DB_CLOSE_ON_EXIT=FALSE"
                        .formatted(PORTS.sql(), database));
        environment.put("GAIT_SQL_USER", "gait");
        environment.put("GAIT_SQL_PASSWORD", credentials.sqlPassword());
        environment.put(
                "REDIS_URL", "redis://:%s@127.0.0.1:%d/0".formatted(credentials.redisPassword(), PORTS.redis()));
        environment.put("GAIT_IDENTITY_PUBLIC_KEY_FILE", inContainer(credentials.identityPublicKey()));
        return environment;
    }

    private static String inContainer(Path key) {
        return "/secrets/" + key.getFileName();
    }

    /** A walk that no other test has, made by the tool in the image. */
    private static Path walk(String name, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "phantom", "--out", "/data/" + name + ".mp4", "--seed", Integer.toString(name.hashCode() & 0xffff)));
        words.addAll(List.of(options));
        Container.tool(
                image("analysis-service"), WORKER, home.resolve("shared").toString(), words.toArray(String[]::new));
        return home.resolve("shared").resolve(name + ".mp4");
    }

    private static String submit(Path video, String name) throws IOException, InterruptedException {
        return api().submit(video, Map.of("height", "1.75", "name", name))
                .path("id")
                .asText();
    }

    private static JsonNode await(String id, String... states) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        JsonNode analysis = api().analysis(id);
        while (!List.of(states).contains(analysis.path("state").asText())) {
            assertThat(Instant.now())
                    .as("waiting for %s: %s", List.of(states), analysis)
                    .isBefore(end);
            Thread.sleep(50);
            analysis = api().analysis(id);
        }
        return analysis;
    }

    private static void awaitHttp(URI address) throws Exception {
        Child.Readiness ready = Child.Readiness.http(HttpClient.newHttpClient(), address);
        Instant end = Instant.now().plusSeconds(60);
        while (!ready.test()) {
            assertThat(Instant.now()).as("%s answers 200", address).isBefore(end);
            Thread.sleep(100);
        }
    }
}
