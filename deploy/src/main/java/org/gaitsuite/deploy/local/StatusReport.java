package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs in a home folder, and what it wrote to its logs, for a person at the terminal. */
final class StatusReport {
    private final Folders folders;
    private final PrintStream out;

    StatusReport(Folders folders, PrintStream out) {
        this.folders = folders;
        this.out = out;
    }

    /** Prints a line a process; true when all of them live. */
    boolean print() {
        Optional<State> state = State.read(folders.state())
                .filter(s -> State.alive(s.pid(), s.startedAt()).isPresent());
        if (state.isEmpty()) {
            out.println("Nothing runs here.");
            return false;
        }
        boolean all = state.get().ready();
        out.printf(
                "%s  %s%n",
                Greeting.url(new Ports(state.get().portOffset(), state.get().instances())),
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
}
