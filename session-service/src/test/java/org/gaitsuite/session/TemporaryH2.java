package org.gaitsuite.session;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An empty data directory, in which the service makes its default H2 file. */
public final class TemporaryH2 implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "h2-");
            return Map.of("gait.data-dir", directory.toString());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public void stop() {
        // The directory is under target and goes with it: H2 may still hold the file.
    }
}
