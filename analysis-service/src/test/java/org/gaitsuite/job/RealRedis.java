package org.gaitsuite.job;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis on a free loopback port. */
public final class RealRedis implements QuarkusTestResourceLifecycleManager, AutoCloseable {
    private final int port;
    private final RedisServer server;

    public RealRedis() {
        this(freePort());
    }

    public RealRedis(int port) {
        this(port, RedisServer.newRedisServer());
    }

    /** @param program a redis-server of another version than the usual one */
    public RealRedis(int port, Path program) {
        this(port, RedisServer.newRedisServer().executableProvider(program::toFile));
    }

    /** The one node of a cluster, which refuses what a cluster of several would: keys of different slots in one step. */
    static RealRedis nodeOfACluster(Path folder) {
        return new RealRedis(
                freePortBelow(55_000),
                RedisServer.newRedisServer().setting("cluster-enabled yes").setting("dir " + folder));
    }

    /** Nodes speak to each other 10 000 above their port. */
    private static int freePortBelow(int limit) {
        int port = freePort();
        while (port >= limit) {
            port = freePort();
        }
        return port;
    }

    private RealRedis(int port, RedisServerBuilder builder) {
        this.port = port;
        try {
            this.server = builder.port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("REDIS_URL", url());
    }

    @Override
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
