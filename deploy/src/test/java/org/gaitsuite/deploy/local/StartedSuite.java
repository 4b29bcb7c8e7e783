package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A suite that was started as a user starts it, by the launcher's command line, in a folder and on ports of its own. */
final class StartedSuite implements AutoCloseable {
    /** What a command said, and how it ended. */
    record Said(int exit, String text) {}

    private final Path home;
    private final int portOffset;
    private final int instances;

    private StartedSuite(Path home, int portOffset, int instances) {
        this.home = home;
        this.portOffset = portOffset;
        this.instances = instances;
    }

    static StartedSuite start(Path home, int portOffset, int instances) throws IOException, InterruptedException {
        StartedSuite suite = new StartedSuite(home, portOffset, instances);
        Said said = suite.command(
                "up",
                "--data",
                home.toString(),
                "--port-offset",
                Integer.toString(portOffset),
                "--instances",
                Integer.toString(instances));
        if (said.exit() != 0) {
            throw new AssertionError("the suite did not start: " + said.text() + suite.endOfLogs());
        }
        return suite;
    }

    static Path root() {
        return Objects.requireNonNull(Path.of("").toAbsolutePath().getParent(), "tests run in the module's folder");
    }

    /** Runs the launcher with the given words, as {@code ./run} does. */
    Said command(String... words) throws IOException, InterruptedException {
        return launcher(words);
    }

    static Said launcher(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Programs.java(),
                "-Dgait.root=" + root(),
                "-cp",
                System.getProperty("java.class.path"),
                RunCommand.class.getName()));
        command.addAll(List.of(words));
        Path output = Files.createTempFile("launcher", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 5 min: " + command);
        }
        String text = Files.readString(output);
        Files.delete(output);
        return new Said(process.exitValue(), text);
    }

    URI url() {
        return URI.create("https://localhost:" + new Ports(portOffset, instances).publicHttps());
    }

    Credentials credentials() {
        return Credentials.in(home);
    }

    Folders folders() {
        return new Folders(root(), home);
    }

    PublicApi loggedIn() throws IOException, InterruptedException {
        PublicApi api = PublicApi.at(url(), credentials().certificate());
        api.logIn(Credentials.LOGIN, credentials().loginPassword());
        return api;
    }

    Path sampleWalk() throws IOException, InterruptedException {
        Path sample = folders().sampleWalk();
        if (!Files.exists(sample)) {
            SampleWalk.make(folders(), sample);
        }
        return sample;
    }

    List<State.Running> processes() {
        return State.read(folders().state()).orElseThrow().processes();
    }

    /** Kills a process as the kernel would, and waits until it is gone. */
    void kill(String name) throws InterruptedException {
        State.Running process = processes().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process " + name + " among " + processes()));
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (handle.isAlive() && Instant.now().isBefore(end)) {
            Thread.sleep(10);
        }
    }

    String endOfLogs() throws IOException {
        StringBuilder text = new StringBuilder();
        try (var files = Files.list(home.resolve("logs"))) {
            for (Path file : files.sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                text.append("\n== ").append(file.getFileName()).append('\n');
                text.append(String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size())));
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Said said = command("down", "--data", home.toString());
        if (said.exit() != 0) {
            throw new AssertionError("the suite did not stop: " + said.text());
        }
    }
}
