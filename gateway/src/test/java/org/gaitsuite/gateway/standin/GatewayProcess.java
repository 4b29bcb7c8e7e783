package org.gaitsuite.gateway.standin;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged gateway as a process of its own, with a heap of 64 MiB and 2 s for headers. */
public final class GatewayProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    /** {@code -Dgait.test.native} tests the native executable. */
    private static final boolean NATIVE = Boolean.getBoolean("gait.test.native");

    private final Process process;
    private final Path log;
    private final int port;
    private final int tlsPort;
    private final int managementPort;

    /** Starts it; {@code environment} is added to what the process needs. */
    public GatewayProcess(Map<String, String> environment) throws IOException, InterruptedException {
        Path program = NATIVE ? Path.of(System.getProperty("native.image.path")) : JAR;
        if (!Files.exists(program)) {
            throw new IOException(program.toAbsolutePath() + " is missing: package the gateway first");
        }
        port = freePort();
        tlsPort = freePort();
        managementPort = freePort();
        log = Files.createTempFile(Path.of("target"), "gateway", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(NATIVE ? List.of(program.toString()) : virtualMachine()));
        builder.command().addAll(1, List.of("-Xmx64m", "-XX:MaxDirectMemorySize=64m"));
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_HTTP_SSL_PORT", Integer.toString(tlsPort),
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort),
                "GAIT_LOG_JSON", "false",
                "GAIT_CONNECTIONS_HEADERS_WITHIN", "2S",
                "GAIT_SHUTDOWN_DELAY", "2S"));
        settings.putAll(environment);
        builder.environment().putAll(settings);
        process = builder.redirectErrorStream(true)
                .redirectOutput(new File(log.toString()))
                .start();
        awaitStart();
    }

    /** Where it listens for plain HTTP. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Its port for plain HTTP. */
    public int port() {
        return port;
    }

    /** Its port for HTTPS. */
    public int tlsPort() {
        return tlsPort;
    }

    /** Where its management listens. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    /** What it has logged. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Memory that it holds now, MiB. */
    public long residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("The gateway has ended: " + log());
    }

    /** Files and connections that it holds open. */
    public int openFiles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return Math.toIntExact(open.count());
        }
    }

    /** Asks it to stop. */
    public void terminate() {
        process.destroy();
    }

    /** The exit status, once it has stopped. */
    public int awaitExit(Duration atMost) throws InterruptedException, IOException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The gateway did not stop within " + atMost + ": " + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static List<String> virtualMachine() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                JAR.toString());
    }

    /** Its plain port opens before the one for HTTPS; what it says last is that it listens on both. */
    private void awaitStart() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!log().contains("Listening on")) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                close();
                throw new IOException("The gateway did not start: " + log());
            }
            Thread.sleep(50);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
