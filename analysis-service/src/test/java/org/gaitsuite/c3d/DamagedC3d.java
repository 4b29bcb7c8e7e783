package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** C3D files with one to four faults each: bits and words changed, cut, grown, or spliced from another file. The same seed is the same damage. */
public final class DamagedC3d {
    /** Where the header and most parameters lie. */
    private static final int HEAD_BYTES = 2048;

    private final List<byte[]> originals;

    /** @param originals sound files; which of them is damaged is left to the seed */
    public DamagedC3d(List<byte[]> originals) {
        this.originals = List.copyOf(originals);
    }

    /** Files of every processor with whole and real numbers, with and without what laboratories add. */
    public static DamagedC3d ofEveryProcessor() {
        List<byte[]> originals = new ArrayList<>();
        for (C3dProcessor processor : C3dProcessor.values()) {
            originals.add(RawC3d.rich(processor, true).bytes());
            originals.add(RawC3d.rich(processor, false).bytes());
            originals.add(new RawC3d(processor, false).bytes());
        }
        return new DamagedC3d(originals);
    }

    List<byte[]> originals() {
        return originals;
    }

    public byte[] of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = originals.get(random.nextInt(originals.size())).clone();
        int faults = 1 + random.nextInt(4);
        for (int i = 0; i < faults && bytes.length > 0; i++) {
            bytes = switch (random.nextInt(8)) {
                case 0, 1 -> bitsFlipped(bytes, random, bytes.length);
                case 2, 3 -> bitsFlipped(bytes, random, Math.min(bytes.length, HEAD_BYTES));
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
        int at = random.nextInt(Math.min(bytes.length, HEAD_BYTES));
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
