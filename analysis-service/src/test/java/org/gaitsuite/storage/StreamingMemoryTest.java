package org.gaitsuite.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video that is four times as large as the heap passes through both stores. */
class StreamingMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void theDirectoryTakesAVideoLargerThanTheHeap() throws Exception {
        assertPasses(List.of());
    }

    @Test
    void blobStorageTakesAVideoLargerThanTheHeap() throws Exception {
        try (Azurite azurite = Azurite.start(Files.createDirectories(folder.resolve("azurite")))) {
            assertPasses(List.of(azurite.connectionString()));
        }
    }

    private void assertPasses(List<String> connection) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                StoreMeasurement.class.getName(),
                folder.resolve("store").toString(),
                "192"));
        command.addAll(connection);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(log).content().as("ended in time: %s", ended).contains("done in a heap of 48 MiB");
        assertThat(process.waitFor()).isZero();
    }
}
