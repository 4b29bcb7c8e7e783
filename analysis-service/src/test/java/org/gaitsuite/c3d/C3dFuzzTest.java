package org.gaitsuite.c3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gaitsuite.RefusalSentence;
import org.gaitsuite.gait.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged files: each is read, or refused with a sentence; nothing else is thrown, none takes long, and none takes memory beyond what its
 * own length explains. What was read can be written, and is then read as it was.
 *
 * <p>{@code -Dgait.fuzz.count=100000} makes more of them, {@code -Dgait.fuzz.seed=7} starts with another.
 */
class C3dFuzzTest {
    private static final int COUNT = Integer.getInteger("gait.fuzz.count", 20_000);
    private static final long SEED = Long.getLong("gait.fuzz.seed", 0);

    /** A stored byte becomes a number of eight, or a text of some dozens with its object; classes first used take what is at rest. */
    private static final int MEMORY_PER_BYTE = 100;

    private static final int MEMORY_AT_REST = 200_000;
    private static final long LONGEST_NANOSECONDS = TimeUnit.SECONDS.toNanos(5);

    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private int read;
    private int refused;
    private long longest;
    private long mostMemory;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void damagedFilesAreReadOrRefused() {
        DamagedC3d damaged = DamagedC3d.ofEveryProcessor();
        readOnce(damaged.originals());
        long start = System.nanoTime();
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            check(damaged.of(seed), "seed " + seed);
        }
        System.out.printf(
                "%d damaged files in %.1f s: %d read, %d refused, longest %.1f ms, at most %d kB of memory%n",
                COUNT, (System.nanoTime() - start) / 1e9, read, refused, longest / 1e6, mostMemory / 1000);
        assertThat(read).as("damage that leaves a file readable").isGreaterThan(COUNT / 10);
        assertThat(refused).as("damage that does not").isGreaterThan(COUNT / 10);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void damagedFilesOfLaboratoriesAreReadOrRefused() throws IOException {
        Path folder = SharedData.folder().resolve("data/c3d");
        assumeTrue(Files.isDirectory(folder), folder + " not found, set GAIT_SHARED");
        List<byte[]> originals = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                originals.add(Files.readAllBytes(file));
            }
        }
        readOnce(originals);
        DamagedC3d damaged = new DamagedC3d(originals);
        for (long seed = SEED; seed < SEED + COUNT / 200; seed++) {
            check(damaged.of(seed), "seed " + seed);
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    /** So that the first damaged file is not charged with what classes take when they are first used. */
    private static void readOnce(List<byte[]> originals) {
        for (byte[] original : originals) {
            try {
                C3dReader.read(original);
                C3dReader.read(new byte[512]);
            } catch (C3dMalformed e) {
                assertThat(e).hasMessageContaining("no C3D file");
            }
        }
    }

    private void check(byte[] bytes, String which) {
        long before = memory.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        try {
            C3dFile file = C3dReader.read(bytes);
            noteCost(bytes, before, start, which);
            read++;
            file.forcePlatforms().forEach(ForcePlatform::verticalReaction);
            checkWritten(file);
        } catch (C3dMalformed e) {
            noteCost(bytes, before, start, which);
            refused++;
            assertThat(e.getMessage()).as(which).matches("(?s).*[0-9].*\\.");
            assertThat(RefusalSentence.fault(e.getMessage())).as(which).isEmpty();
        } catch (RuntimeException | Error e) {
            fail(which + ": " + e, e);
        }
    }

    private void noteCost(byte[] bytes, long before, long start, String which) {
        long took = System.nanoTime() - start;
        long allocated = memory.getCurrentThreadAllocatedBytes() - before;
        longest = Math.max(longest, took);
        mostMemory = Math.max(mostMemory, allocated);
        assertThat(took).as("nanoseconds, " + which).isLessThan(LONGEST_NANOSECONDS);
        assertThat(allocated)
                .as("bytes of memory for a file of %d, %s", bytes.length, which)
                .isLessThan(MEMORY_AT_REST + (long) MEMORY_PER_BYTE * bytes.length);
    }

    private void checkWritten(C3dFile file) throws C3dMalformed {
        C3dFile again = C3dReader.read(C3dWriter.write(file));
        assertThat(again.frames()).isEqualTo(file.frames());
        assertThat(again.analogs()).isEqualTo(file.analogs());
        assertThat(again.events()).isEqualTo(file.events());
        assertThat(again.points()).isEqualTo(file.points());
    }
}
