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
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gaitsuite.gait.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged files: each is read, or refused with a sentence; nothing else is thrown, none takes long, and none takes memory beyond what its
 * own length explains. What was read can be written, and is then read as it was.
 *
 * <p>{@code -Dgait.fuzz.count=100000} makes more of them, {@code -Dgait.fuzz.seed=7} others.
 */
class C3dFuzzTest {
    private static final int COUNT = Integer.getInteger("gait.fuzz.count", 20_000);
    private static final long SEED = Long.getLong("gait.fuzz.seed", 1);

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
        List<byte[]> originals = new ArrayList<>();
        for (C3dProcessor processor : C3dProcessor.values()) {
            originals.add(RawC3d.rich(processor, true).bytes());
            originals.add(RawC3d.rich(processor, false).bytes());
            originals.add(new RawC3d(processor, false).bytes());
        }
        readOnce(originals);
        long start = System.nanoTime();
        for (int i = 0; i < COUNT; i++) {
            SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + i);
            check(damaged(originals, random), "damage " + i + " of seed " + SEED);
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
        for (int i = 0; i < COUNT / 200; i++) {
            SplittableRandom random = new SplittableRandom(SEED * 999_983 + i);
            check(damaged(originals, random), "damage " + i + " of seed " + SEED);
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

    private static byte[] damaged(List<byte[]> originals, SplittableRandom random) {
        byte[] bytes = originals.get(random.nextInt(originals.size())).clone();
        int faults = 1 + random.nextInt(4);
        for (int i = 0; i < faults && bytes.length > 0; i++) {
            bytes = switch (random.nextInt(8)) {
                case 0, 1 -> bitsFlipped(bytes, random, bytes.length);
                case 2, 3 -> bitsFlipped(bytes, random, Math.min(bytes.length, 2048));
                case 4 -> extremeWord(bytes, random);
                case 5 -> randomRun(bytes, random);
                case 6 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 600));
                default -> spliced(bytes, originals.get(random.nextInt(originals.size())), random);
            };
        }
        return bytes;
    }

    private static byte[] bitsFlipped(byte[] bytes, SplittableRandom random, int within) {
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            bytes[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** Counts at the ends of their range do the most harm. */
    private static byte[] extremeWord(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(Math.min(bytes.length, 2048));
        byte value = new byte[] {0, 1, -1, 127, -128}[random.nextInt(5)];
        Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(4)), value);
        return bytes;
    }

    private static byte[] randomRun(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(64));
        for (int i = from; i < to; i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, byte[] other, SplittableRandom random) {
        int from = random.nextInt(bytes.length);
        int start = random.nextInt(other.length);
        int length = random.nextInt(Math.min(bytes.length - from, other.length - start) + 1);
        System.arraycopy(other, start, bytes, from, length);
        return bytes;
    }
}
