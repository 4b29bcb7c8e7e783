package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.gaitsuite.redis.real.RedisAsk;

/** A suite that was started as a user starts it, by the launcher's command line, in a folder and on ports of its own. */
final class StartedSuite implements AutoCloseable {
    /** What a command said, and how it ended. */
    record Said(int exit, String text) {}

    /** What is tested: {@code -Dgait.test.native} for native executables. */
    static final Build BUILD = Boolean.getBoolean("gait.test.native") ? Build.NATIVE : Build.JVM;

    private final Path home;
    private final int portOffset;
    private final int instances;

    private StartedSuite(Path home, int portOffset, int instances) {
        this.home = home;
        this.portOffset = portOffset;
        this.instances = instances;
    }

    static StartedSuite start(Path home, int portOffset, int instances) throws IOException, InterruptedException {
        return start(home, portOffset, instances, Map.of());
    }

    /** With settings that every process of the suite gets in its environment, and further words for {@code ./run up}. */
    static StartedSuite start(
            Path home, int portOffset, int instances, Map<String, String> environment, String... further)
            throws IOException, InterruptedException {
        StartedSuite suite = new StartedSuite(home, portOffset, instances);
        List<String> words = new ArrayList<>(List.of(
                "up",
                "--data",
                home.toString(),
                "--port-offset",
                Integer.toString(portOffset),
                "--instances",
                Integer.toString(instances)));
        if (BUILD == Build.NATIVE) {
            words.add("--native");
        }
        words.addAll(List.of(further));
        Said said = launcher(environment, words);
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
        return launcher(Map.of(), List.of(words));
    }

    private static Said launcher(Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Programs.java(),
                "-Dgait.root=" + root(),
                "-cp",
                System.getProperty("java.class.path"),
                RunCommand.class.getName()));
        command.addAll(words);
        Path output = Files.createTempFile("launcher", ".txt");
        ProcessBuilder launcher =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        launcher.environment().putAll(environment);
        Process process = launcher.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 5 min: " + command);
        }
        String text = Files.readString(output);
        Files.delete(output);
        return new Said(process.exitValue(), text);
    }

    URI url() {
        return URI.create("https://localhost:" + ports().publicHttps());
    }

    Ports ports() {
        return new Ports(portOffset, instances);
    }

    Path home() {
        return home;
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

    /** Commands to its Redis, from outside. */
    RedisAsk redis() throws IOException {
        return new RedisAsk(ports().redis(), credentials().redisPassword());
    }

    Path sampleWalk() throws IOException, InterruptedException {
        Path sample = folders().sampleWalk();
        if (!Files.exists(sample)) {
            SampleWalk.make(folders(), BUILD, sample);
        }
        return sample;
    }

    List<State.Running> processes() {
        return State.read(folders().state()).orElseThrow().processes();
    }

    /** The process of that name, which may have just ended. */
    State.Running process(String name) {
        return processes().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process " + name + " among " + processes()));
    }

    /** Kills a process as the kernel would, and waits until it is gone. */
    void kill(String name) throws InterruptedException {
        if (!killIfAlive(name)) {
            throw new AssertionError(name + " does not live: " + processes());
        }
    }

    /** Likewise; false if there was nothing to kill, because it has not been started again yet. */
    boolean killIfAlive(String name) throws InterruptedException {
        State.Running running = process(name);
        ProcessHandle handle = State.alive(running.pid(), running.startedAt()).orElse(null);
        if (handle == null) {
            return false;
        }
        handle.destroyForcibly();
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (handle.isAlive() && Instant.now().isBefore(end)) {
            Thread.sleep(10);
        }
        return true;
    }

    /** Whether every process lives, as {@code ./run status} says. */
    Said status() throws IOException, InterruptedException {
        return command("status", "--data", home.toString());
    }

    /** Waits until every process lives and the suite calls itself ready. */
    void awaitAllUp(Duration limit) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(limit);
        PublicApi nobody = PublicApi.at(url(), credentials().certificate());
        String last = "nothing was asked";
        while (Instant.now().isBefore(end)) {
            Said said = status();
            last = said.text();
            try {
                if (said.exit() == 0
                        && nobody.exchange(nobody.request("/health/ready").GET())
                                        .statusCode()
                                == 200) {
                    return;
                }
            } catch (IOException notYet) {
                last += notYet;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("not all up after " + limit.toSeconds() + " s: " + last + endOfLogs());
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
