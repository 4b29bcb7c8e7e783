package org.gaitsuite.deploy.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Classes loaded and linked ahead of time (JEP 483, 514, 515) for an image with a Java runtime: the service is started once, in a folder
 * that holds what the image will hold, at the paths where it will lie, because a cache made elsewhere is refused. Needs root, for chroot.
 */
final class AotCache {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String RECORDED = "/data/recorded";
    private static final String CACHE = "/data/cache";

    private final Path work;
    private final Path root;

    /** @param work a folder for this alone */
    private AotCache(Path work) {
        this.work = work;
        this.root = work.resolve("root");
    }

    /**
     * Makes the cache of one image.
     *
     * @param base archive of the base image, of one layer
     * @param to the file to write
     */
    static void make(ServiceImage image, Path base, Path to) throws IOException, InterruptedException {
        Files.deleteIfExists(to);
        AotCache cache = new AotCache(Files.createTempDirectory("gait-aot-"));
        try {
            cache.fill(image, base);
            cache.record(image);
            cache.run(
                    image,
                    Map.of(),
                    List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + RECORDED, "-XX:AOTCache=" + CACHE));
            Files.move(cache.root.resolve(CACHE.substring(1)), to, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            cache.remove();
        }
    }

    private void fill(ServiceImage image, Path base) throws IOException, InterruptedException {
        Files.createDirectories(root);
        end(new ProcessBuilder(
                "tar", "--extract", "--file", base.toString(), "--directory", work.toString(), "layer.tar"));
        end(new ProcessBuilder(
                "tar", "--extract", "--file", work.resolve("layer.tar").toString(), "--directory", root.toString()));
        for (FileEntriesLayer layer : image.layers()) {
            for (FileEntry entry : layer.getEntries()) {
                Path file = root.resolve(entry.getExtractionPath().toString().substring(1));
                Files.createDirectories(file.getParent());
                Files.copy(entry.getSourceFile(), file, StandardCopyOption.COPY_ATTRIBUTES);
                // The virtual machine compares the times of the files with those that it saw.
                Files.setLastModifiedTime(file, FileTime.from(entry.getModificationTime()));
            }
        }
    }

    /** One start up to the first healthy answer, and a few of the answers that platforms ask for. */
    private void record(ServiceImage image) throws IOException, InterruptedException {
        int port = freePort();
        int management = freePort();
        Process process = start(
                image,
                environment(port, management),
                List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + RECORDED));
        try {
            URI live = URI.create(
                    "http://127.0.0.1:%d/health/live".formatted(image.module().equals("gateway") ? port : management));
            Instant end = Instant.now().plus(LIMIT);
            for (int answers = 0; answers < 20; ) {
                if (isHealthy(live)) {
                    answers++;
                } else if (!process.isAlive() || Instant.now().isAfter(end)) {
                    throw new IOException("the start that is to be recorded fails: " + Files.readString(log()));
                } else {
                    Thread.sleep(50);
                }
            }
        } finally {
            process.destroy();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private Map<String, String> environment(int port, int management) throws IOException {
        writeKeys();
        return Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(management),
                "GAIT_DATA_DIR", "/data",
                "GAIT_SHUTDOWN_DELAY", "0S",
                "GAIT_LIBRARY_DIR", "/app/libraries",
                "GAIT_IDENTITY_PRIVATE_KEY_FILE", "/data/private.pem",
                "GAIT_IDENTITY_PUBLIC_KEY_FILE", "/data/public.pem");
    }

    /** Of nobody; they go with the folder. */
    private void writeKeys() throws IOException {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = keys.generateKeyPair();
            writePem("private.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
            writePem("public.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has elliptic curves", e);
        }
    }

    private void writePem(String name, String kind, byte[] encoded) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(
                root.resolve("data").resolve(name),
                "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(kind, body));
    }

    private void run(ServiceImage image, Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        Process process = start(image, environment, options);
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the cache is not made in time: " + Files.readString(log()));
        }
        if (process.exitValue() != 0) {
            throw new IOException("the cache is not made: " + Files.readString(log()));
        }
    }

    private Process start(ServiceImage image, Map<String, String> environment, List<String> options)
            throws IOException {
        List<String> program = new ArrayList<>(image.entryPoint());
        program.removeIf(word -> word.startsWith("-XX:AOTCache="));
        program.addAll(1, options);
        // The mounts are seen by this process alone, and go with it.
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mkdir -p \"$0/proc\" \"$0/dev\" && mount -t proc proc \"$0/proc\" && mount --bind /dev \"$0/dev\" && exec chroot \"$0\" \"$@\"",
                root.toString()));
        command.addAll(program);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Path log() {
        return work.resolve("log");
    }

    private static void end(ProcessBuilder builder) throws IOException, InterruptedException {
        int status = builder.inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(builder.command() + " ended with status " + status);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isHealthy(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    private void remove() throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
