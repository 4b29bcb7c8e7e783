package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Native executables beside jars, in the same run on the same machine: time from the start of the process to its first healthy answer,
 * resident memory before any work and after it, size, requests a second and their 99th percentile. {@code ./bench native} runs it.
 */
final class NativeBenchmark {
    private static final int STARTS = 9;
    private static final long SETTLE_MILLIS = 3_000;
    private static final int PORT_OFFSET = 19_000;
    private static final int WARM_SECONDS = 3;
    private static final int LOAD_SECONDS = Integer.getInteger("gait.bench.seconds", 10);
    private static final int LOAD_CONNECTIONS = 32;

    private record Service(String module, String heap, String path, String loadPath) {}

    /** With the heaps that {@code ./run} gives them. */
    private static final List<Service> SERVICES = List.of(
            new Service("gateway", "160m", "/health/live", "/"),
            new Service("session-service", "192m", "/health/ready", "/v1/sessions/current"),
            new Service("analysis-service", "768m", "/health/ready", "/v1/analyses"));

    private static final class Figures {
        double startMillis;
        long idleMebibytes;
        long loadedMebibytes;
        long sizeMegabytes;
        double requestsPerSecond;
        double p99Millis;
    }

    private final Path home;
    private final Map<String, Figures> all = new LinkedHashMap<>();

    private NativeBenchmark(Path home) {
        this.home = home;
    }

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("gait-bench-");
        try {
            new NativeBenchmark(home).run();
        } finally {
            Trees.delete(home);
        }
    }

    private void run() throws Exception {
        for (Service service : SERVICES) {
            for (Build build : Build.values()) {
                start(service, build);
            }
        }
        for (Build build : Build.values()) {
            load(build);
        }
        print();
    }

    private Figures of(Service service, Build build) {
        return all.computeIfAbsent(service.module() + " " + build, key -> new Figures());
    }

    private void start(Service service, Build build) throws Exception {
        Figures figures = of(service, build);
        figures.sizeMegabytes = size(service.module(), build) / 1_000_000;
        double[] millis = new double[STARTS];
        long[] resident = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            Folders folders = new Folders(StartedSuite.root(), Files.createTempDirectory(home, "start"));
            ProcessBuilder builder = new ProcessBuilder(build.service(folders, service.module(), service.heap()));
            builder.environment().putAll(environment(folders));
            builder.redirectErrorStream(true).redirectOutput(folders.log("log").toFile());
            long began = System.nanoTime();
            Process process = builder.start();
            try {
                awaitHealthy(service, process, began, folders);
                millis[i] = (System.nanoTime() - began) / 1e6;
                Thread.sleep(SETTLE_MILLIS);
                resident[i] = Memory.resident(process.pid());
            } finally {
                process.destroy();
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException(service.module() + " does not end at SIGTERM");
                }
            }
        }
        Arrays.sort(millis);
        Arrays.sort(resident);
        figures.startMillis = millis[STARTS / 2];
        figures.idleMebibytes = resident[STARTS / 2];
    }

    private static Map<String, String> environment(Folders folders) {
        Credentials credentials = Credentials.in(folders.home());
        Map<String, String> environment = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(8080 + PORT_OFFSET),
                "QUARKUS_HTTP_SSL_PORT", Integer.toString(8443 + PORT_OFFSET),
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(9000 + PORT_OFFSET),
                "GAIT_DATA_DIR", folders.data().toString(),
                "GAIT_SHUTDOWN_DELAY", "0S",
                "GAIT_LIBRARY_DIR", Build.libraries(folders).toString(),
                "GAIT_IDENTITY_PUBLIC_KEY_FILE", credentials.identityPublicKey().toString()));
        environment.put(
                "GAIT_IDENTITY_PRIVATE_KEY_FILE",
                credentials.identityPrivateKey().toString());
        // No Redis is measured along.
        environment.put("GAIT_SESSIONS_SINGLE_INSTANCE", "true");
        environment.put("GAIT_TLS_CERTIFICATE_FILE", credentials.certificate().toString());
        environment.put("GAIT_TLS_KEY_FILE", credentials.certificateKey().toString());
        return environment;
    }

    private static void awaitHealthy(Service service, Process process, long began, Folders folders)
            throws IOException, InterruptedException {
        int port = PORT_OFFSET + (service.module().equals("gateway") ? 8080 : 9000);
        String request = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(service.path());
        while (!answers200(port, request)) {
            if (!process.isAlive() || System.nanoTime() - began > 60e9) {
                throw new IOException(service.module() + " did not start: " + Files.readString(folders.log("log")));
            }
            Thread.sleep(1);
        }
    }

    private static boolean answers200(int port, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    private void load(Build build) throws Exception {
        String[] further = build == Build.NATIVE ? new String[] {"--native"} : new String[0];
        try (StartedSuite suite =
                StartedSuite.start(Files.createTempDirectory(home, "load"), PORT_OFFSET, 1, Map.of(), further)) {
            PublicApi api = suite.loggedIn();
            new AnalysisRun(api, System.out, false).of(suite.sampleWalk(), Map.of("height", SampleWalk.HEIGHT));
            for (Service service : SERVICES) {
                String url = "http://127.0.0.1:" + suite.ports().publicHttp() + service.loadPath();
                Wrk.run(url, api.bearer(), LOAD_CONNECTIONS, WARM_SECONDS);
                Wrk measured = Wrk.run(url, api.bearer(), LOAD_CONNECTIONS, LOAD_SECONDS);
                Figures figures = of(service, build);
                figures.requestsPerSecond = measured.requestsPerSecond();
                figures.p99Millis = measured.p99Millis();
            }
            for (Service service : SERVICES) {
                of(service, build).loadedMebibytes =
                        Memory.resident(suite.process(service.module()).pid());
            }
        }
    }

    /** Of what is deployed: the executable, or the jars without the virtual machine; shared libraries are counted in neither. */
    private static long size(String module, Build build) throws IOException {
        Path target = StartedSuite.root().resolve(module).resolve("target");
        Path program = build == Build.NATIVE
                ? target.resolve(module + "-" + RunCommand.VERSION + "-runner")
                : target.resolve("quarkus-app");
        try (Stream<Path> files = Files.walk(program)) {
            long size = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
            return size;
        }
    }

    private void print() {
        System.out.println();
        System.out.println(
                "| | first healthy answer, ms | idle, MiB | after load, MiB | program, MB | requests/s | p99, ms |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (Service service : SERVICES) {
            for (Build build : Build.values()) {
                Figures figures = of(service, build);
                System.out.printf(
                        Locale.ROOT,
                        "| %s, %s | %.0f | %d | %d | %d | %.0f | %.1f |%n",
                        service.module(),
                        build == Build.NATIVE ? "native" : "JVM",
                        figures.startMillis,
                        figures.idleMebibytes,
                        figures.loadedMebibytes,
                        figures.sizeMegabytes,
                        figures.requestsPerSecond,
                        figures.p99Millis);
            }
        }
        System.out.println();
        for (Service service : SERVICES) {
            Figures ours = of(service, Build.NATIVE);
            Figures theirs = of(service, Build.JVM);
            System.out.printf(
                    Locale.ROOT,
                    """
                    figure %1$s_native_start_ms %2$.0f
                    figure %1$s_native_idle_mib %3$d
                    ratio %1$s_native_vs_jvm_start %4$.3f
                    ratio %1$s_native_vs_jvm_idle %5$.2f
                    ratio %1$s_native_vs_jvm_rps %6$.2f
                    """,
                    service.module().replace('-', '_'),
                    ours.startMillis,
                    ours.idleMebibytes,
                    ours.startMillis / theirs.startMillis,
                    (double) ours.idleMebibytes / theirs.idleMebibytes,
                    ours.requestsPerSecond / theirs.requestsPerSecond);
        }
    }
}
