package org.gaitsuite.redis.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** One real Redis on loopback, which may be stopped and started again, empty each time. One thread at a time. */
public final class RealRedis implements AutoCloseable {
    private final RedisProcesses processes;
    private final int port;
    private final String password;
    private final String settings;

    /** On a free port, without a password. */
    public RealRedis() {
        this(RedisProcesses.freePort(), "");
    }

    /** @param password empty for none */
    public RealRedis(int port, String password) {
        this(new RedisProcesses(folder()), port, password, "");
    }

    private RealRedis(RedisProcesses processes, int port, String password, String settings) {
        this.processes = processes;
        this.port = port;
        this.password = password;
        this.settings = settings;
    }

    /** Another version than the usual one, on a free port. */
    public static RealRedis of(Path program) {
        return new RealRedis(new RedisProcesses(folder(), program), RedisProcesses.freePort(), "", "");
    }

    /** The one node of a cluster, which refuses what a cluster of several would: keys of different slots in one step. */
    public static RealRedis nodeOfACluster() {
        return new RealRedis(new RedisProcesses(folder()), RedisProcesses.freePort(), "", "cluster-enabled yes\n");
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "redis-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it answers. */
    public void start() {
        try {
            processes.start(
                    port,
                    "port %d\nbind 127.0.0.1\n%s%s"
                            .formatted(port, password.isEmpty() ? "" : "requirepass " + password + "\n", settings));
            RedisProcesses.await("a Redis", () -> "PONG".equals(RedisAsk.once(port, password, "PING")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, with all that it holds; nothing happens where it does not run. */
    public void stop() {
        try {
            processes.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** What REDIS_URL says. */
    public String url() {
        String login = password.isEmpty() ? "" : ":%s@".formatted(URLEncoder.encode(password, StandardCharsets.UTF_8));
        return "redis://%s127.0.0.1:%d".formatted(login, port);
    }
}
