package org.gaitsuite.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.gaitsuite.RefusalSentence;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged files: whatever was done to a recording, it ends as a result or as a refusal in a sentence, soon. {@code -Dgait.fuzz.count} sets
 * how many of each kind; a failure names the seed. {@code ./bench fuzz} does the same at length.
 */
class RecordingFuzzTest {
    private static final int COUNT = Integer.getInteger("gait.fuzz.count", 150);
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    @ParameterizedTest
    @EnumSource
    void aDamagedFileEndsAsAResultOrARefusal(DamagedFile form) throws IOException {
        Path file = Files.createTempFile(folder, "fuzz", "");
        int results = 0;
        for (int seed = 0; seed < COUNT; seed++) {
            Files.write(file, form.of(seed));
            long started = System.nanoTime();
            String what = form + ", seed " + seed;
            try {
                Optional<String> refusal = form.analyzed(file);
                results += refusal.isEmpty() ? 1 : 0;
                assertThat(refusal.flatMap(RefusalSentence::fault)).as(what).isEmpty();
            } catch (IOException | RuntimeException e) {
                throw new AssertionError(what + ": " + e, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started)).as(what).isLessThan(SOON);
        }
        assertThat(results).as("files with a result in spite of the damage").isBetween(COUNT / 10, COUNT * 9 / 10);
    }
}
