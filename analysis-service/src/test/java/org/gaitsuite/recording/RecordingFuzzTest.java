package org.gaitsuite.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.Walks;
import org.gaitsuite.person.SkeletonLayout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged files: whatever was done to a recording, it ends as a recording or as a refusal, and what was read ends as a result or as no
 * walk, soon. {@code -Dgait.fuzz.count} sets how many in all; a failure names the seed.
 */
class RecordingFuzzTest {
    private static final int COUNT = Integer.getInteger("gait.fuzz.count", 20_000);
    private static final Duration SOON = Duration.ofSeconds(10);
    /** What was read is analysed for one file in so many, since that takes longer than reading. */
    private static final int ANALYSED = 20;

    /** Random's first numbers are alike for seeds that are close: this sets them apart (Knuth, TAOCP 6.4, the golden ratio). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final SkeletonOverTime WALK = Walks.metres(2.5);
    private static final SkeletonOverTime PIXELS = Walks.pixels(2.5);

    @TempDir
    private static Path folder;

    enum Form {
        TRC(Written.trc(WALK)),
        COCO(Written.results(PIXELS, SkeletonLayout.HALPE_26, f -> "" + f)),
        OWN(Written.own(WALK)),
        OPENPOSE("") {
            @Override
            byte[] damaged(Random random) {
                // Damage to the packed bytes hardly ever leaves an archive: half of the damage is done to what it
                // holds.
                if (random.nextBoolean()) {
                    return damagedBytes(ARCHIVE, random);
                }
                return openPose(json -> random.nextInt(40) > 0
                        ? json
                        : new String(
                                damagedNumbers(json.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.UTF_8));
            }
        },
        C3D("") {
            @Override
            byte[] damaged(Random random) {
                return damagedBytes(LABORATORY, random);
            }
        };

        private static final byte[] ARCHIVE = openPose(json -> json);
        private static final byte[] LABORATORY = Written.c3d(WALK, List.of());
        private final byte[] whole;

        Form(String whole) {
            this.whole = whole.getBytes(StandardCharsets.UTF_8);
        }

        byte[] damaged(Random random) {
            return random.nextBoolean() ? damagedNumbers(whole, random) : damagedBytes(whole, random);
        }

        private static byte[] openPose(UnaryOperator<String> damage) {
            return Written.openPoseZip(
                    PIXELS.frames(),
                    f -> damage.apply(Written.openPose(Written.flat(PIXELS, f, SkeletonLayout.BODY_25))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedFileEndsAsARecordingOrARefusal(Form form) throws Exception {
        Path file = Files.createTempFile(folder, "fuzz", "");
        int read = 0;
        int walks = 0;
        for (int seed = 0; seed < COUNT / Form.values().length; seed++) {
            Random random = new Random(seed * SPREAD);
            Files.write(file, form.damaged(random));
            long started = System.nanoTime();
            String what = form + ", seed " + seed;
            try {
                SkeletonOverTime skeleton = Recordings.read(
                                file,
                                new ReadingOptions(
                                        form == Form.OPENPOSE || form == Form.COCO ? 50.0 : null,
                                        new PictureSize(640, 480)))
                        .skeleton();
                read++;
                if (seed % ANALYSED == 0) {
                    GaitAnalyzer.analyze(skeleton, Subject.ofHeight(1.7), GaitOptions.DEFAULT);
                    walks++;
                }
            } catch (RecordingRefused | NoWalkFound e) {
                assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain("Exception");
            } catch (IOException | RuntimeException | Error e) {
                throw new AssertionError(what + ": " + e, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started)).as(what).isLessThan(SOON);
        }
        assertThat(read).as("files that could still be read").isPositive();
        System.out.printf(
                "%s: %d damaged, %d read, %d of a twentieth with a walk%n",
                form, COUNT / Form.values().length, read, walks);
    }

    /** One to eight numbers made others, or strange: the form stays whole, the meaning does not. */
    private static byte[] damagedNumbers(byte[] whole, Random random) {
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

    private static final String[] NUMBERS = {"1e308", "-1", "0", "null", "99999999999999", "1e-320", "NaN", "0.0000001"
    };

    /** One to eight damages: bytes changed, cut, doubled or swapped, and text put in. */
    private static byte[] damagedBytes(byte[] whole, Random random) {
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

    private static byte[] changed(byte[] bytes, int at, byte value) {
        bytes[at] = value;
        return bytes;
    }

    /** Another digit where the next one stands: the form stays whole, the meaning does not. */
    private static byte[] digit(byte[] bytes, int from, Random random) {
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
