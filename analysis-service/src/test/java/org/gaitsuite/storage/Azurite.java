package org.gaitsuite.storage;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real Azurite, the emulator of Azure Blob Storage, in a process of its own that can be killed, frozen and started again. */
final class Azurite implements AutoCloseable {
    private static final String VERSION = "3.35.0";
    private static final Duration START = Duration.ofSeconds(60);
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private Azurite(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** @param folder keeps its blobs, so that they outlive the process */
    static Azurite start(Path folder) throws IOException {
        Azurite azurite = new Azurite(folder, freePort());
        azurite.restart();
        return azurite;
    }

    /** With the account and key that every installation of the emulator has; they guard nothing. */
    String connectionString() {
        return ("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey="
                        + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
                        + "BlobEndpoint=http://127.0.0.1:%d/devstoreaccount1;")
                .formatted(port);
    }

    void restart() throws IOException {
        Process started = new ProcessBuilder(
                        program(),
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        Integer.toString(port),
                        "--location",
                        folder.toString(),
                        "--silent",
                        "--disableTelemetry",
                        "--skipApiVersionCheck")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("azurite.log").toFile())
                .start();
        process = started;
        long end = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                started.destroyForcibly();
                throw new IOException("Azurite did not start: " + Files.readString(folder.resolve("azurite.log")));
            }
            pause();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGKILL. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    /** SIGSTOP: connections stay open, the kernel accepts more, nobody answers. */
    void freeze() throws IOException {
        signal("STOP");
    }

    void thaw() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("Azurite does not run");
        }
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static String program() {
        Stream<Path> beside = Stream.of("..", ".").map(root -> Path.of(root, ".run/tools/node_modules/.bin"));
        Stream<Path> onPath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(Path::of);
        return Stream.concat(beside, onPath)
                .map(folder -> folder.resolve("azurite-blob"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> program.toAbsolutePath().normalize().toString())
                .orElseThrow(() -> new AssertionError(
                        "The tests of the blob store need Azurite. ./test installs it; by hand: npm install --prefix .run/tools azurite@"
                                + VERSION));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
