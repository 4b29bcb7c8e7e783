package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The launcher's own process while the suite runs: it starts the processes, writes down which they are, and keeps them alive. */
final class Serving {
    private final Folders folders;
    private final Ports ports;
    private final Options options;
    private final PrintStream out;
    private final Credentials credentials;

    Serving(Folders folders, Ports ports, Options options, PrintStream out) {
        this.folders = folders;
        this.ports = ports;
        this.options = options;
        this.out = out;
        this.credentials = Credentials.in(folders.home());
    }

    /** Starts everything and returns only when the thread is interrupted; a shutdown hook stops what was started. */
    void untilStopped(boolean withSample) throws InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        Processes processes = new Processes(folders, ports, credentials, options, http);
        processes.portsInUse().forEach(Ports::requireFree);
        List<List<Child>> rounds = processes.inOrderOfStart();
        Suite suite = new Suite(rounds);
        Thread stop = new Thread(() -> {
            out.println("\nStopping …");
            suite.close();
            folders.deleteState();
            out.println("Stopped.");
        });
        Runtime.getRuntime().addShutdownHook(stop);
        Instant began = Instant.now();
        out.printf(
                "Starting %d processes …%n",
                rounds.stream().mapToInt(List::size).sum());
        suite.start(() -> state(suite, false).write(folders.state()));
        state(suite, true).write(folders.state());
        out.printf(
                "Ready after %.1f s.%n%n",
                Duration.between(began, Instant.now()).toMillis() / 1000.0);
        Greeting.of(ports, credentials).print(out);
        if (withSample && options.analysesHere()) {
            analyseSample();
        }
        out.println("Ctrl-C stops everything.");
        Thread.ofVirtual()
                .name("restarts")
                .start(new RestartDesk(new RestartOrders(folders), new RollingRestart(suite, processes::admission)));
        watch(suite);
    }

    /** Keeps the written state true while processes are restarted. */
    private void watch(Suite suite) throws InterruptedException {
        State written = state(suite, true);
        while (true) {
            Thread.sleep(500);
            State now = state(suite, true);
            if (!now.equals(written)) {
                now.write(folders.state());
                written = now;
            }
        }
    }

    private State state(Suite suite, boolean ready) {
        ProcessHandle self = ProcessHandle.current();
        List<State.Running> running = new ArrayList<>();
        for (Child child : suite.children()) {
            // One that is just being restarted is listed with the process that it was.
            long startedAt = ProcessHandle.of(child.pid()).map(State::startOf).orElse(0L);
            running.add(new State.Running(
                    child.name(), child.pid(), startedAt, child.log().toString()));
        }
        return new State(self.pid(), State.startOf(self), ready, ports.offset(), ports.instances(), running);
    }

    private void analyseSample() throws InterruptedException {
        try {
            Path sample = folders.sampleWalk();
            if (!Files.exists(sample)) {
                out.println("Making the sample walk: a phantom walker, whose truth is known …");
                SampleWalk.make(folders, options.build(), sample);
            }
            out.println("Analysing the sample walk through the public API:");
            PublicApi api = PublicApi.at(URI.create(Greeting.url(ports)), credentials.certificate());
            api.logIn(Credentials.LOGIN, credentials.loginPassword());
            JsonNode analysis = new AnalysisRun(api, out, onTerminal())
                    .of(sample, Map.of("height", SampleWalk.HEIGHT, "name", "Sample walk"));
            out.println(Headline.of(analysis, Greeting.url(ports)));
        } catch (IOException e) {
            out.printf("The sample walk could not be analysed: %s%n%n", e.getMessage());
        }
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
