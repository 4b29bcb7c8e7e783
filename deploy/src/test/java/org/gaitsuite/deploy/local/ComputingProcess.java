package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The process that computes an analysis, found from outside: among all that the analysis-services have started, the one whose command
 * line or open files name the analysis. Linux tells that in {@code /proc}. The services themselves do not count: they read a video to
 * check it.
 *
 * @param service the name of the analysis-service that it belongs to
 */
record ComputingProcess(String service, ProcessHandle handle) {

    static Optional<ComputingProcess> of(StartedSuite suite, String analysis) {
        for (State.Running running : suite.processes()) {
            if (!running.name().startsWith("analysis-service")) {
                continue;
            }
            Optional<ProcessHandle> service = State.alive(running.pid(), running.startedAt());
            Optional<ProcessHandle> found = service.stream()
                    .flatMap(ProcessHandle::descendants)
                    .filter(process -> names(process.pid(), analysis))
                    .findFirst();
            if (found.isPresent()) {
                return Optional.of(new ComputingProcess(running.name(), found.get()));
            }
        }
        return Optional.empty();
    }

    static ComputingProcess await(StartedSuite suite, String analysis, Duration limit) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            Optional<ComputingProcess> found = of(suite, analysis);
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no process computes " + analysis + " within " + limit.toSeconds() + " s");
    }

    /** Sends a signal as the kernel would: for instance {@code SEGV}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(handle.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Processor time used so far, user and system; empty when the process has ended. Its clock ticks 100 times a second. */
    Optional<Duration> processorTime() {
        try {
            String stat = Files.readString(Path.of("/proc/" + handle.pid() + "/stat"));
            // The second field is the name in parentheses and may hold anything; proc(5) counts utime as 14, stime as
            // 15.
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            if (fields.getFirst().equals("Z")) {
                return Optional.empty();
            }
            return Optional.of(
                    Duration.ofMillis(10 * (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12)))));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static boolean names(long pid, String analysis) {
        Path folder = Path.of("/proc/" + pid);
        try {
            if (new String(Files.readAllBytes(folder.resolve("cmdline")), StandardCharsets.UTF_8).contains(analysis)) {
                return true;
            }
            try (Stream<Path> open = Files.list(folder.resolve("fd"))) {
                return open.anyMatch(file -> target(file).contains(analysis));
            }
        } catch (IOException ended) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
