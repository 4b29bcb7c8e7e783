package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the commands of {@code ./run} do. At most one suite runs in a home folder: a lock on a file there says which. */
final class LocalSuite {
    private static final Duration COME_UP = Duration.ofMinutes(3);
    /** Three rounds of processes, each with the longest grace, and the stores. */
    private static final Duration GO_DOWN = Child.GRACE.multipliedBy(4);

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
            new Serving(folders, ports, options, out).untilStopped(withSample);
        } catch (IOException e) {
            throw new CannotStart("Cannot run in %s: %s.".formatted(folders.home(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellOfTheFirst() throws InterruptedException {
        State state = awaitReady(COME_UP);
        out.printf("The suite runs already (process %d).%n%n", state.pid());
        Greeting.of(new Ports(state.portOffset(), state.instances()), Credentials.in(folders.home()))
                .print(out);
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
            folders.deleteState();
            Path log = folders.log("launcher");
            List<String> command = new ArrayList<>(List.of(
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
                    options.rolesAsTyped(),
                    "--port-offset",
                    Integer.toString(ports.offset()),
                    "--no-sample"));
            if (options.build() == Build.NATIVE) {
                command.add("--native");
            }
            ProcessBuilder launcher = new ProcessBuilder(command);
            Files.deleteIfExists(log);
            launcher.redirectErrorStream(true).redirectOutput(log.toFile());
            Process process = launcher.start();
            Instant end = Instant.now().plus(COME_UP);
            while (Instant.now().isBefore(end)) {
                if (!process.isAlive()) {
                    throw new CannotStart(Files.readString(log).strip());
                }
                if (State.read(folders.state()).filter(State::ready).isPresent()) {
                    Greeting.of(ports, Credentials.in(folders.home())).print(out);
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

    /** Asks the launcher that runs for a rolling restart and tells what it does. */
    void restart(List<String> names) {
        ProcessHandle launcher = running().orElseThrow(() -> new CannotStart("Nothing runs here."));
        RestartOrders orders = new RestartOrders(folders);
        RestartOrders.Order order = orders.place(names);
        try {
            int shown = 0;
            while (true) {
                boolean alive = launcher.isAlive();
                RestartOrders.Report report = orders.report(order);
                List<String> news = report.lines().subList(shown, report.lines().size());
                news.forEach(out::println);
                shown += news.size();
                if (report.success() != null || !alive) {
                    orders.forget(order);
                    if (Boolean.TRUE.equals(report.success())) {
                        return;
                    }
                    throw new CannotStart(
                            alive ? "The restart was broken off." : "The suite stopped during the restart.");
                }
                Thread.sleep(100);
            }
        } catch (IOException e) {
            throw new CannotStart("Cannot follow the restart: %s.".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints a line a process; true when all of them live. */
    boolean status() {
        return new StatusReport(folders, out).print();
    }

    int logs(@Nullable String process, boolean follow) {
        return new StatusReport(folders, out).logs(process, follow);
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
            folders.deleteState();
        });
    }
}
