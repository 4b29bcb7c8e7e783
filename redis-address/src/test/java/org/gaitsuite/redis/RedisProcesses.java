package org.gaitsuite.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** Real Redis processes on loopback: servers, Sentinels, nodes of a cluster. */
final class RedisProcesses implements AutoCloseable {
    private static final Duration COME_UP = Duration.ofSeconds(30);
    /** Nodes of a cluster speak to each other so far above their port. */
    private static final int BUS = 10_000;

    private static final AtomicInteger NEXT_PORT = new AtomicInteger(21_000);

    private final Path folder;
    private final Path program;
    private final Vertx vertx;
    private final Map<Integer, Process> processes = new HashMap<>();

    RedisProcesses(Path folder, Vertx vertx) throws IOException {
        this.folder = folder;
        this.vertx = vertx;
        this.program = ExecutableProvider.newJarResourceProvider(folder.toFile())
                .get()
                .toPath()
                .toAbsolutePath();
    }

    /** A port that is free, as is the one of the bus that belongs to it. */
    static int freePort() {
        while (true) {
            int port = NEXT_PORT.getAndIncrement();
            if (isFree(port) && isFree(port + BUS)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Starts one and returns its port. */
    int start(String settings, String... arguments) throws IOException {
        int port = freePort();
        start(port, "port %d\n%s".formatted(port, settings), arguments);
        return port;
    }

    /** Starts one that says itself where it listens. */
    void start(int port, String settings, String... arguments) throws IOException {
        Path home = Files.createDirectories(folder.resolve("redis-" + port));
        Path file = home.resolve("redis.conf");
        Files.writeString(file, "dir \"%s\"\nsave \"\"\n%s".formatted(home, settings));
        List<String> command = new ArrayList<>(List.of(program.toString(), file.toString()));
        command.addAll(List.of(arguments));
        processes.put(
                port,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("log").toFile())
                        .start());
    }

    /** As the kernel would. */
    void kill(int port) throws InterruptedException {
        Objects.requireNonNull(processes.get(port)).destroyForcibly().waitFor();
    }

    /** What the server at a port answers; a connection of its own, without the suite's settings. */
    @Nullable
    Response ask(int port, String login, Command command, Object... arguments) throws Exception {
        Redis client = Redis.createClient(vertx, "redis://%s127.0.0.1:%d".formatted(login, port));
        try {
            return answer(client, command, arguments);
        } finally {
            client.close();
        }
    }

    @Nullable
    static Response answer(Redis client, Command command, Object... arguments) throws Exception {
        Request request = Request.cmd(command);
        for (Object argument : arguments) {
            request.arg(argument.toString());
        }
        return client.send(request).toCompletionStage().toCompletableFuture().get(3, TimeUnit.SECONDS);
    }

    /** Waits until it holds; what it throws means not yet. Returns the milliseconds that it took. */
    static long await(String what, Callable<Boolean> condition) throws InterruptedException {
        long begun = System.nanoTime();
        Exception last = null;
        while (System.nanoTime() - begun < COME_UP.toNanos()) {
            try {
                if (condition.call()) {
                    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                }
            } catch (InterruptedException ending) {
                throw ending;
            } catch (Exception notYet) {
                last = notYet;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("not within %d s: %s".formatted(COME_UP.toSeconds(), what), last);
    }

    @Override
    public void close() throws InterruptedException {
        processes.values().forEach(Process::destroyForcibly);
        for (Process process : processes.values()) {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " does not end");
            }
        }
    }
}
