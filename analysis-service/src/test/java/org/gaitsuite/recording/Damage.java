package org.gaitsuite.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What happens to files: numbers that mean something else, and bytes that are lost, doubled or changed. Files of text, mostly. */
final class Damage {
    private static final String[] NUMBERS = {"1e308", "-1", "0", "null", "99999999999999", "1e-320", "NaN", "0.0000001"
    };

    private static final String[] STRANGE = {
        "1e308",
        "-1",
        "NaN",
        "null",
        "99999999999999999999",
        "[",
        "{",
        "]",
        "}",
        "\t",
        "\n",
        "\"",
        "0",
        "1e-320",
        ",",
        "\\u0000",
        ":"
    };

    private Damage() {}

    /** One to eight numbers made others, or strange: the form stays whole, the meaning does not. */
    static byte[] numbers(byte[] whole, RandomGenerator random) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            if (random.nextInt(3) > 0) {
                bytes = digit(bytes, at, random);
                continue;
            }
            int from = at;
            while (from < bytes.length && !isNumeric(bytes[from])) {
                from++;
            }
            while (from > 0 && from < bytes.length && isNumeric(bytes[from - 1])) {
                from--;
            }
            int to = from;
            while (to < bytes.length && isNumeric(bytes[to])) {
                to++;
            }
            if (to > from) {
                byte[] strange = NUMBERS[random.nextInt(NUMBERS.length)].getBytes(StandardCharsets.UTF_8);
                bytes = joined(bytes, from, strange, to);
            }
        }
        return bytes;
    }

    private static boolean isNumeric(byte b) {
        return b >= '0' && b <= '9' || b == '.' || b == '-' || b == 'E';
    }

    /** One to eight damages: bytes changed, cut, doubled or swapped, and text put in. */
    static byte[] bytes(byte[] whole, RandomGenerator random) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(8); i >= 0 && bytes.length > 2; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextInt(20) == 0 ? 2000 : 20));
            bytes = switch (random.nextInt(7)) {
                case 0 -> Arrays.copyOf(bytes, random.nextInt(8) == 0 ? at : bytes.length);
                case 1 -> joined(bytes, at, new byte[0], at + length);
                case 2 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
                case 3 ->
                    joined(bytes, at, STRANGE[random.nextInt(STRANGE.length)].getBytes(StandardCharsets.UTF_8), at);
                case 4 -> digit(bytes, at, random);
                default -> changed(bytes, at, (byte) random.nextInt(256));
            };
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    /** Another digit where the next one stands: the form stays whole, the meaning does not. */
    private static byte[] digit(byte[] bytes, int from, RandomGenerator random) {
        for (int i = from; i < Math.min(bytes.length, from + 200); i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                return changed(bytes, i, (byte) ('0' + random.nextInt(10)));
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int to, byte[] middle, int from) {
        byte[] out = new byte[to + middle.length + bytes.length - from];
        System.arraycopy(bytes, 0, out, 0, to);
        System.arraycopy(middle, 0, out, to, middle.length);
        System.arraycopy(bytes, from, out, to + middle.length, bytes.length - from);
        return out;
    }
}
