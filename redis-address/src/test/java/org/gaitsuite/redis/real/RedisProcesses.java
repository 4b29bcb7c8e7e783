package org.gaitsuite.redis.real;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import redis.embedded.core.ExecutableProvider;

/** Real Redis processes on loopback: servers, Sentinels, nodes of a cluster. They end with this virtual machine at the latest. */
public final class RedisProcesses implements AutoCloseable {
    private static final Duration COME_UP = Duration.ofSeconds(30);
    /** Nodes of a cluster speak to each other so far above their port. */
    private static final int BUS = 10_000;
    /** Tests of two modules may run at the same time, so that not all begin with the same port. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(12_000 + ThreadLocalRandom.current().nextInt(6_000));

    private final Path folder;
    private final Path program;
    private final Map<Integer, Process> processes = new HashMap<>();

    /** Of the Redis that comes in a jar. */
    public RedisProcesses(Path folder) {
        this(folder, Embedded.PROGRAM);
    }

    /**
     * @param folder for settings, data and logs
     * @param program a redis-server of any version
     */
    public RedisProcesses(Path folder, Path program) {
        this.folder = folder.toAbsolutePath();
        this.program = program;
    }

    /** Unpacked once. */
    private static final class Embedded {
        static final Path PROGRAM = unpacked();

        private static Path unpacked() {
            try {
                return ExecutableProvider.newJarResourceProvider()
                        .get()
                        .toPath()
                        .toAbsolutePath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A port that is free, as is the one of the bus that belongs to it. */
    public static int freePort() {
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
    public int start(String settings, String... arguments) throws IOException {
        int port = freePort();
        start(port, "port %d\n%s".formatted(port, settings), arguments);
        return port;
    }

    /** Starts one that says itself where it listens. */
    public void start(int port, String settings, String... arguments) throws IOException {
        Path home = Files.createDirectories(folder.resolve("redis-" + port));
        Path file = home.resolve("redis.conf");
        Files.writeString(file, "dir \"%s\"\nsave \"\"\n%s".formatted(home, settings));
        List<String> command = new ArrayList<>(List.of(program.toString(), file.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
        processes.put(port, process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** As the kernel would; one that has ended already is left at that. */
    public void kill(int port) throws InterruptedException {
        Objects.requireNonNull(processes.get(port), () -> "nothing was started at port " + port)
                .destroyForcibly()
                .waitFor();
    }

    /** Waits until it holds; what it throws means not yet. Returns the milliseconds that it took. */
    public static long await(String what, Callable<Boolean> condition) throws InterruptedException {
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
