package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gaitsuite.deploy.checks.ProgramRun;

/**
 * A container of one of the suite's images under podman, locked in as a platform would: read-only root, no capability, bounded memory and
 * processor. It shares this machine's network, so that it finds the stores on loopback.
 */
final class Container implements AutoCloseable {
    /** What a platform gives it. */
    record Bounds(String memory, String processors) {}

    private final String name;

    private Container(String name) {
        this.name = name;
    }

    /**
     * @param data a folder of this machine that the container sees as {@code /data}, which is the user's 10001
     * @param secrets a folder with keys that it may read, as {@code /secrets}
     */
    static Container start(
            String name, String image, Bounds bounds, String data, String secrets, Map<String, String> environment)
            throws IOException {
        remove(name);
        List<String> command = new ArrayList<>(lockedIn(bounds));
        command.addAll(List.of("--detach", "--name", name, "-v", data + ":/data", "-v", secrets + ":/secrets:ro"));
        // Podman takes the values from its own environment; on the command line everybody would see them.
        environment.keySet().forEach(variable -> command.addAll(List.of("--env", variable)));
        command.add(image);
        podman(command, environment);
        return new Container(name);
    }

    /** Runs one tool in a container of its own and returns what it said. */
    static String tool(String image, Bounds bounds, String data, String... words) throws IOException {
        List<String> command = new ArrayList<>(lockedIn(bounds));
        command.addAll(List.of("--rm", "-v", data + ":/data", image));
        command.addAll(List.of(words));
        return podman(command);
    }

    private static List<String> lockedIn(Bounds bounds) {
        return List.of(
                "--runtime",
                "runc",
                "run",
                "--pull=never",
                "--network",
                "host",
                "--read-only",
                "--tmpfs",
                "/tmp:size=64m",
                "--cap-drop",
                "all",
                "--security-opt",
                "no-new-privileges",
                "--ulimit",
                "nofile=20000:20000",
                "--ulimit",
                "nproc=4096:4096",
                "--memory",
                bounds.memory(),
                "--cpus",
                bounds.processors());
    }

    String name() {
        return name;
    }

    boolean isRunning() throws IOException {
        return inspect("{{.State.Running}}").equals("true");
    }

    int exitCode() throws IOException {
        return Integer.parseInt(inspect("{{.State.ExitCode}}"));
    }

    /** The process of the container's program. */
    ProcessHandle process() throws IOException {
        return ProcessHandle.of(Long.parseLong(inspect("{{.State.Pid}}"))).orElseThrow();
    }

    /** Asks it to end, as a platform does, and kills it if it has not after {@code seconds}. */
    void stop(int seconds) throws IOException {
        podman(List.of("stop", "--time", Integer.toString(seconds), name));
    }

    void kill() throws IOException {
        podman(List.of("kill", "--signal", "KILL", name));
    }

    String logs() throws IOException {
        return podman(List.of("logs", name));
    }

    private String inspect(String format) throws IOException {
        return podman(List.of("inspect", "--format", format, name)).strip();
    }

    @Override
    public void close() throws IOException {
        remove(name);
    }

    private static void remove(String name) throws IOException {
        podman(List.of("rm", "--force", "--ignore", "--time", "0", name));
    }

    private static String podman(List<String> words) throws IOException {
        return podman(words, Map.of());
    }

    private static String podman(List<String> words, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of("podman"));
        command.addAll(words);
        ProgramRun run = ProgramRun.of(StartedSuite.root(), command, environment);
        if (!run.succeeded()) {
            throw new IOException(
                    "podman " + words.getFirst() + " failed: " + run.said().strip());
        }
        return run.said();
    }
}
