package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
            throws IOException, InterruptedException {
        remove(name);
        List<String> command = new ArrayList<>(lockedIn(bounds));
        command.addAll(List.of("--detach", "--name", name, "-v", data + ":/data", "-v", secrets + ":/secrets:ro"));
        environment.forEach((variable, value) -> command.addAll(List.of("--env", variable + "=" + value)));
        command.add(image);
        podman(command);
        return new Container(name);
    }

    /** Runs one tool in a container of its own and returns what it said. */
    static String tool(String image, Bounds bounds, String data, String... words)
            throws IOException, InterruptedException {
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

    boolean isRunning() throws IOException, InterruptedException {
        return inspect("{{.State.Running}}").equals("true");
    }

    int exitCode() throws IOException, InterruptedException {
        return Integer.parseInt(inspect("{{.State.ExitCode}}"));
    }

    /** The process of the container's program. */
    ProcessHandle process() throws IOException, InterruptedException {
        return ProcessHandle.of(Long.parseLong(inspect("{{.State.Pid}}"))).orElseThrow();
    }

    /** Asks it to end, as a platform does, and kills it if it has not after {@code seconds}. */
    void stop(int seconds) throws IOException, InterruptedException {
        podman(List.of("stop", "--time", Integer.toString(seconds), name));
    }

    void kill() throws IOException, InterruptedException {
        podman(List.of("kill", "--signal", "KILL", name));
    }

    String logs() throws IOException, InterruptedException {
        return podman(List.of("logs", name));
    }

    private String inspect(String format) throws IOException, InterruptedException {
        return podman(List.of("inspect", "--format", format, name)).strip();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        remove(name);
    }

    private static void remove(String name) throws IOException, InterruptedException {
        podman(List.of("rm", "--force", "--ignore", "--time", "0", name));
    }

    private static String podman(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("podman"));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("podman " + words.getFirst() + " failed: " + said.strip());
        }
        return said;
    }
}
