package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis server on loopback, from the binary that its Maven artifact carries. Everything is written to the append-only file at
 * once, so that killing it loses no login.
 */
final class RedisProgram {
    private RedisProgram() {}

    static Child child(Folders folders, Ports ports, Credentials credentials) {
        try {
            Path folder = folders.redis();
            Path binary = folder.resolve("redis-server");
            if (!Files.exists(binary)) {
                Path unpacked =
                        ExecutableProvider.newJarResourceProvider().get().toPath();
                Files.copy(unpacked, binary, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwx------"));
            }
            Path configuration = folder.resolve("redis.conf");
            Files.writeString(configuration, """
                    bind 127.0.0.1
                    port %d
                    requirepass %s
                    dir "%s"
                    appendonly yes
                    appendfsync always
                    maxmemory 256mb
                    maxmemory-policy noeviction
                    """.formatted(ports.redis(), credentials.redisPassword(), folder));
            Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-------"));
            return new Child(
                    "redis",
                    List.of(binary.toString(), configuration.toString()),
                    Map.of(),
                    folders.log("redis"),
                    () -> answersPing(ports.redis(), credentials.redisPassword()));
        } catch (IOException e) {
            throw new CannotStart("Cannot prepare Redis: %s.".formatted(e.getMessage()), e);
        }
    }

    private static boolean answersPing(int port, String password) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) Duration.ofSeconds(2).toMillis());
            socket.getOutputStream()
                    .write("AUTH %s\r\nPING\r\n".formatted(password).getBytes(StandardCharsets.US_ASCII));
            String expected = "+OK\r\n+PONG\r\n";
            byte[] answer = socket.getInputStream().readNBytes(expected.length());
            return new String(answer, StandardCharsets.US_ASCII).equals(expected);
        } catch (IOException notYet) {
            return false;
        }
    }
}
