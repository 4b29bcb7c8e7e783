package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a running suite tells the next command: {@code ./run status}, {@code down}, or a second start.
 *
 * @param pid of the launcher
 * @param startedAt milliseconds since 1970 at which the launcher started, so that a reused pid is not mistaken for it
 * @param ready whether every process has answered that it is ready
 */
record State(long pid, long startedAt, boolean ready, int portOffset, int instances, List<Running> processes) {

    /** One process of the suite. */
    record Running(String name, long pid, long startedAt, String log) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<State> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), State.class));
        } catch (IOException e) {
            throw new CannotStart(
                    "%s cannot be read: %s. Remove it if nothing runs.".formatted(file, e.getMessage()), e);
        }
    }

    void write(Path file) {
        try {
            Path temporary = file.resolveSibling(file.getFileName() + ".new");
            JSON.writeValue(temporary.toFile(), this);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CannotStart("Cannot write %s: %s.".formatted(file, e.getMessage()), e);
        }
    }

    static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The process, if it is still the one that was written down. */
    static Optional<ProcessHandle> alive(long pid, long startedAt) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(p -> startOf(p) == startedAt);
    }
}
