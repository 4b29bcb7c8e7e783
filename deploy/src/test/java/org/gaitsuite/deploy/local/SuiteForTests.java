package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts a suite and stops it: one for all tests of a class when registered as a static field, one for each test otherwise. Its logs
 * are kept under {@code target/suite-logs}.
 */
final class SuiteForTests implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    private final int portOffset;
    private final int instances;
    private final Map<String, String> environment;
    private final String[] further;
    private @Nullable StartedSuite started;
    private boolean forOneTest;

    SuiteForTests(int portOffset, int instances) {
        this(portOffset, instances, Map.of());
    }

    /** With settings for every process, and further words for {@code ./run up}. */
    SuiteForTests(int portOffset, int instances, Map<String, String> environment, String... further) {
        this.portOffset = portOffset;
        this.instances = instances;
        this.environment = Map.copyOf(environment);
        this.further = Arrays.copyOf(further, further.length);
    }

    StartedSuite get() {
        return Objects.requireNonNull(started, "not started");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
        stop(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException, InterruptedException {
        if (started == null) {
            forOneTest = true;
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException, InterruptedException {
        if (forOneTest) {
            stop(context);
        }
    }

    private void start() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("gait-suite-");
        started = StartedSuite.start(home, portOffset, instances, environment, further);
    }

    private void stop(ExtensionContext context) throws IOException, InterruptedException {
        if (started == null) {
            return;
        }
        Path home = started.home();
        try {
            started.close();
        } finally {
            String test = context.getTestMethod()
                    .map(method -> "." + method.getName())
                    .orElse("");
            keepLogs(home, context.getRequiredTestClass().getSimpleName() + test);
            Trees.delete(home);
        }
    }

    private static void keepLogs(Path home, String name) throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "suite-logs", name));
        try (var logs = Files.list(home.resolve("logs"))) {
            for (Path log : logs.toList()) {
                Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
