package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One gateway process in front of stand-ins, with the heap that it has in images and units. */
final class GatewayAlone implements AutoCloseable {
    private static final String HEAP = "128m";

    private final Process process;
    private final int port;

    private GatewayAlone(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one on {@code port}, which speaks TLS on the next and has its management on the one after.
     *
     * @param upstream port of what stands in for the services
     */
    static GatewayAlone start(Path home, Build build, int port, int upstream, Map<String, String> settings)
            throws IOException, InterruptedException {
        Folders folders = new Folders(StartedSuite.root(), home);
        Credentials credentials = Credentials.in(home);
        List<String> command = build.service(folders, "gateway", HEAP);
        ProcessBuilder builder = new ProcessBuilder(command);
        String service = "http://127.0.0.1:" + upstream;
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_MANAGEMENT_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_HTTP_SSL_PORT",
                        Integer.toString(port + 1),
                        "QUARKUS_MANAGEMENT_PORT",
                        Integer.toString(port + 2),
                        "GAIT_SHUTDOWN_DELAY",
                        "0S",
                        "GAIT_GATEWAY_ANALYSIS_SERVICE_URLS",
                        service,
                        "GAIT_GATEWAY_SESSION_SERVICE_URLS",
                        service));
        builder.environment()
                .putAll(Map.of(
                        "GAIT_IDENTITY_PRIVATE_KEY_FILE",
                                credentials.identityPrivateKey().toString(),
                        "GAIT_TLS_CERTIFICATE_FILE", credentials.certificate().toString(),
                        "GAIT_TLS_KEY_FILE", credentials.certificateKey().toString()));
        builder.environment().putAll(settings);
        Path log = home.resolve("gateway-" + port + ".log");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        GatewayAlone gateway = new GatewayAlone(builder.start(), port);
        gateway.awaitAnswer(log);
        return gateway;
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (!isAlive()) {
            if (!process.isAlive() || System.nanoTime() - began > 60e9) {
                process.destroyForcibly();
                throw new IOException("the gateway did not start: " + Files.readString(log));
            }
            Thread.sleep(20);
        }
    }

    private boolean isAlive() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream()
                    .write("GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the gateway does not end at SIGTERM");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the gateway ended", e);
        }
    }
}
