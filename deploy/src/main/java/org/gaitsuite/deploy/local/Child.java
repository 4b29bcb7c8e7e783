package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One process of the suite: started with its environment and log, watched, and started again when it dies unasked. Secrets travel in
 * the environment, never on the command line, which every user of the machine can read.
 */
final class Child {
    /** Above the longest that a service takes: a worker's grace of 20 s, the hand-back, and the end of its requests. */
    static final Duration GRACE = Duration.ofSeconds(40);

    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Readiness readiness;

    /** Guards which process is the current one, and whether there shall be one. */
    private final Object life = new Object();

    private volatile @Nullable Process process;
    private volatile boolean stopping;
    private boolean ending;
    private volatile Instant startedAt = Instant.EPOCH;
    private final AtomicInteger restarts = new AtomicInteger();
    private Duration backOff = Duration.ofMillis(250);

    Child(String name, List<String> command, Map<String, String> environment, Path log, Readiness readiness) {
        this.name = name;
        this.command = inSessionOfItsOwn(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.readiness = readiness;
    }

    /** Ctrl-C at the terminal then reaches the launcher alone, which stops its processes in order. */
    private static List<String> inSessionOfItsOwn(List<String> command) {
        if (!Programs.onPath("setsid")) {
            return List.copyOf(command);
        }
        List<String> whole = new ArrayList<>(List.of("setsid"));
        whole.addAll(command);
        return List.copyOf(whole);
    }

    /** Tells whether a process does its work yet. */
    @FunctionalInterface
    interface Readiness {
        boolean test() throws IOException, InterruptedException;

        /** Ready when the address answers 200. */
        static Readiness http(HttpClient client, URI address) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return () -> {
                try {
                    return client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200;
                } catch (IOException notYet) {
                    return false;
                }
            };
        }
    }

    String name() {
        return name;
    }

    /** The name without the number of the instance. */
    String kind() {
        return name.replaceFirst("-\\d+$", "");
    }

    /** Whether it is one of the suite's own services, not a store or the load balancer. */
    boolean isService() {
        return kind().equals("gateway") || kind().endsWith("-service");
    }

    Path log() {
        return log;
    }

    int restarts() {
        return restarts.get();
    }

    long pid() {
        Process current = process;
        return current == null ? -1 : current.pid();
    }

    void start() {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.redirectInput(
                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            Process started = builder.start();
            startedAt = Instant.now();
            process = started;
            CompletableFuture<Void> watched = started.onExit()
                    // A thread each: the shared pool has one on a machine of two cores, and one child's pause would be
                    // every child's.
                    .thenAcceptAsync(this::onExit, Thread.ofVirtual().name("watch-" + name)::start);
            watched.exceptionally(e -> {
                System.err.printf("%s cannot be watched any more: %s%n", name, e);
                return null;
            });
        } catch (IOException e) {
            throw new CannotStart("Cannot start %s: %s.".formatted(name, e.getMessage()), e);
        }
    }

    private void onExit(Process ended) {
        if (!isMissed(ended)) {
            return;
        }
        if (Duration.between(startedAt, Instant.now()).compareTo(STABLE) > 0) {
            backOff = Duration.ofMillis(250);
        }
        restarts.incrementAndGet();
        System.err.printf(
                "%s ended unasked (exit %d); starting it again in %d ms. Its log: %s%n",
                name, ended.exitValue(), backOff.toMillis(), log);
        try {
            if (!waitedWhileHeld()) {
                Thread.sleep(backOff);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        backOff = backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff.multipliedBy(2);
        synchronized (life) {
            if (isMissed(ended)) {
                start();
            }
        }
    }

    /** Whoever works on a store puts a file {@code NAME.held} beside the log: the process stays down until it is removed. */
    private boolean waitedWhileHeld() throws InterruptedException {
        Path hold = log.resolveSibling(name + ".held");
        boolean held = false;
        while (Files.exists(hold) && !stopping) {
            held = true;
            Thread.sleep(100);
        }
        return held;
    }

    /** Whether a process ended that should live, and no other has been started in its place. */
    private boolean isMissed(Process ended) {
        synchronized (life) {
            return !stopping && process == ended;
        }
    }

    /** Waits until the process does its work, or says after {@code limit} where to look. */
    void awaitReady(Duration limit) throws InterruptedException {
        await(readiness, limit);
    }

    /** Waits until {@code condition} holds, with the same patience for a process that fails. */
    void await(Readiness condition, Duration limit) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        int before = restarts.get();
        while (true) {
            try {
                if (condition.test()) {
                    return;
                }
            } catch (IOException e) {
                throw new CannotStart("Cannot ask %s whether it is ready: %s.".formatted(name, e.getMessage()), e);
            }
            if (restarts.get() - before >= 3) {
                throw new CannotStart("%s ends again and again; the reason is in %s.".formatted(name, log));
            }
            if (Instant.now().isAfter(end)) {
                throw new CannotStart("%s was not ready after %d s; see %s.".formatted(name, limit.toSeconds(), log));
            }
            Thread.sleep(100);
        }
    }

    /** Asks the process to end (SIGTERM), waits for it, and insists (SIGKILL) after the grace period. */
    void stop() {
        askToStop();
        Process current = process;
        if (current == null) {
            return;
        }
        try {
            if (!current.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.printf("%s did not end within %d s and is killed.%n", name, GRACE.toSeconds());
                current.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            current.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void askToStop() {
        synchronized (life) {
            stopping = true;
        }
        Process current = process;
        if (current != null) {
            current.destroy();
        }
    }

    /** Starts the process again after {@link #stop}, unless the whole suite ends. */
    void comeBack() {
        synchronized (life) {
            if (!ending) {
                stopping = false;
                start();
            }
        }
    }

    /** Asks the process to end and lets nobody start it again; {@link #stop} waits for it. */
    void askToEnd() {
        synchronized (life) {
            ending = true;
        }
        askToStop();
    }
}
