package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the commands of {@code ./run} do. At most one suite runs in a home folder: a lock on a file there says which. */
final class LocalSuite {
    private static final Duration COME_UP = Duration.ofMinutes(3);
    private static final Duration GO_DOWN = Duration.ofSeconds(60);

    private final Folders folders;
    private final PrintStream out;

    LocalSuite(Folders folders, PrintStream out) {
        this.folders = folders;
        this.out = out;
    }

    void inForeground(Ports ports, Options options, boolean withSample) {
        try (FileChannel channel =
                        FileChannel.open(folders.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                tellOfTheFirst();
                return;
            }
            stopLeftovers();
            serve(ports, options, withSample);
        } catch (IOException e) {
            throw new CannotStart("Cannot run in %s: %s.".formatted(folders.home(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Ports ports, Options options, boolean withSample) throws InterruptedException {
        Credentials credentials = Credentials.in(folders.home());
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        Processes processes = new Processes(folders, ports, credentials, options, http);
        processes.portsInUse().forEach(Ports::requireFree);
        List<List<Child>> rounds = processes.inOrderOfStart();
        Suite suite = new Suite(rounds);
        Thread stop = new Thread(() -> {
            out.println("\nStopping …");
            suite.close();
            deleteState();
            out.println("Stopped.");
        });
        Runtime.getRuntime().addShutdownHook(stop);
        Instant began = Instant.now();
        out.printf(
                "Starting %d processes …%n",
                rounds.stream().mapToInt(List::size).sum());
        suite.start(() -> state(suite, ports, false).write(folders.state()));
        state(suite, ports, true).write(folders.state());
        out.printf(
                "Ready after %.1f s.%n%n",
                Duration.between(began, Instant.now()).toMillis() / 1000.0);
        greet(ports, credentials);
        if (withSample && options.analysesHere()) {
            analyseSample(ports, credentials);
        }
        out.println("Ctrl-C stops everything.");
        watch(suite, ports);
    }

    /** Keeps the written state true while processes are restarted. */
    private void watch(Suite suite, Ports ports) throws InterruptedException {
        State written = state(suite, ports, true);
        while (true) {
            Thread.sleep(500);
            State now = state(suite, ports, true);
            if (!now.equals(written)) {
                now.write(folders.state());
                written = now;
            }
        }
    }

    private State state(Suite suite, Ports ports, boolean ready) {
        ProcessHandle self = ProcessHandle.current();
        List<State.Running> running = new ArrayList<>();
        for (Child child : suite.children()) {
            ProcessHandle.of(child.pid())
                    .ifPresent(process -> running.add(new State.Running(
                            child.name(),
                            process.pid(),
                            State.startOf(process),
                            child.log().toString())));
        }
        return new State(self.pid(), State.startOf(self), ready, ports.offset(), ports.instances(), running);
    }

    private void greet(Ports ports, Credentials credentials) {
        out.printf("  open    %s   (self-signed certificate: the browser asks once)%n", url(ports));
        out.printf("  log in  %s  /  %s%n%n", Credentials.LOGIN, credentials.loginPassword());
    }

    private static String url(Ports ports) {
        return "https://localhost:" + ports.publicHttps();
    }

    private void analyseSample(Ports ports, Credentials credentials) throws InterruptedException {
        try {
            Path sample = folders.sampleWalk();
            if (!Files.exists(sample)) {
                out.println("Making the sample walk: a phantom walker, whose truth is known …");
                SampleWalk.make(folders, sample);
            }
            out.println("Analysing the sample walk through the public API:");
            PublicApi api = PublicApi.at(URI.create(url(ports)), credentials.certificate());
            api.logIn(Credentials.LOGIN, credentials.loginPassword());
            JsonNode analysis = new AnalysisRun(api, out, onTerminal())
                    .of(sample, Map.of("height", SampleWalk.HEIGHT, "name", "Sample walk"));
            out.println(Headline.of(analysis, url(ports)));
        } catch (IOException e) {
            out.printf("The sample walk could not be analysed: %s%n%n", e.getMessage());
        }
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private void tellOfTheFirst() throws InterruptedException {
        State state = awaitReady(COME_UP);
        out.printf("The suite runs already (process %d).%n%n", state.pid());
        greet(new Ports(state.portOffset(), state.instances()), Credentials.in(folders.home()));
    }

    private State awaitReady(Duration limit) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            Optional<State> state = State.read(folders.state());
            if (state.isPresent() && state.get().ready()) {
                return state.get();
            }
            Thread.sleep(100);
        }
        throw new CannotStart("The suite did not come up within %d s; see ./run logs.".formatted(limit.toSeconds()));
    }

    void inBackground(Ports ports, Options options) {
        try {
            if (running().isPresent()) {
                tellOfTheFirst();
                return;
            }
            deleteState();
            Path log = folders.log("launcher");
            ProcessBuilder launcher = new ProcessBuilder(
                    "setsid",
                    Programs.java(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-Dgait.root=" + folders.root(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    RunCommand.class.getName(),
                    "--data",
                    folders.home().toString(),
                    "--instances",
                    Integer.toString(options.instances()),
                    "--role",
                    options.role(),
                    "--port-offset",
                    Integer.toString(ports.offset()),
                    "--no-sample");
            Files.deleteIfExists(log);
            launcher.redirectErrorStream(true).redirectOutput(log.toFile());
            Process process = launcher.start();
            Instant end = Instant.now().plus(COME_UP);
            while (Instant.now().isBefore(end)) {
                if (!process.isAlive()) {
                    throw new CannotStart(Files.readString(log).strip());
                }
                if (State.read(folders.state()).filter(State::ready).isPresent()) {
                    greet(ports, Credentials.in(folders.home()));
                    out.println("Runs in the background: ./run status, ./run logs, ./run down.");
                    return;
                }
                Thread.sleep(100);
            }
            throw new CannotStart("The suite did not come up within %d s; see %s.".formatted(COME_UP.toSeconds(), log));
        } catch (IOException e) {
            throw new CannotStart("Cannot start in the background: %s.".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        Optional<ProcessHandle> launcher = running();
        if (launcher.isEmpty()) {
            out.println("Nothing runs here.");
            stopLeftovers();
            return;
        }
        launcher.get().destroy();
        try {
            launcher.get().onExit().get(GO_DOWN.toSeconds(), TimeUnit.SECONDS);
            out.println("Stopped.");
        } catch (TimeoutException e) {
            throw new CannotStart(
                    "Process %d did not stop within %d s."
                            .formatted(launcher.get().pid(), GO_DOWN.toSeconds()),
                    e);
        } catch (ExecutionException e) {
            throw new CannotStart("Could not wait for the suite to stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints a line a process; true when all of them live. */
    boolean status() {
        Optional<State> state =
                State.read(folders.state()).filter(s -> running().isPresent());
        if (state.isEmpty()) {
            out.println("Nothing runs here.");
            return false;
        }
        boolean all = state.get().ready();
        out.printf(
                "%s  %s%n",
                url(new Ports(state.get().portOffset(), state.get().instances())),
                state.get().ready() ? "ready" : "starting");
        for (State.Running process : state.get().processes()) {
            boolean alive = State.alive(process.pid(), process.startedAt()).isPresent();
            all &= alive;
            out.printf(
                    "  %-20s %-8s pid %-8d %s%n", process.name(), alive ? "up" : "down", process.pid(), process.log());
        }
        return all;
    }

    int logs(@Nullable String process, boolean follow) {
        List<String> command = new ArrayList<>(List.of("tail", "-n", "40"));
        if (follow) {
            command.add("-F");
        }
        try (var files = Files.list(folders.home().resolve("logs"))) {
            List<String> logs = files.filter(
                            f -> process == null || f.getFileName().toString().startsWith(process))
                    .map(Path::toString)
                    .sorted()
                    .toList();
            if (logs.isEmpty()) {
                throw new CannotStart(process == null ? "No logs yet." : "No process is named %s.".formatted(process));
            }
            command.addAll(logs);
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new CannotStart("Cannot read the logs: %s.".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private Optional<ProcessHandle> running() {
        return State.read(folders.state()).flatMap(s -> State.alive(s.pid(), s.startedAt()));
    }

    /** A launcher that was killed leaves its processes behind; they would hold the ports. */
    private void stopLeftovers() {
        State.read(folders.state()).ifPresent(state -> {
            for (State.Running process : state.processes().reversed()) {
                State.alive(process.pid(), process.startedAt()).ifPresent(left -> {
                    out.printf(
                            "Stopping %s (process %d), left over from a start that was killed.%n",
                            process.name(), left.pid());
                    left.destroy();
                    left.onExit()
                            .orTimeout(GO_DOWN.toSeconds(), TimeUnit.SECONDS)
                            .join();
                });
            }
            deleteState();
        });
    }

    private void deleteState() {
        try {
            Files.deleteIfExists(folders.state());
        } catch (IOException e) {
            throw new CannotStart("Cannot remove %s: %s.".formatted(folders.state(), e.getMessage()), e);
        }
    }
}
