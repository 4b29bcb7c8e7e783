package org.gaitsuite.c3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A refusal names the place and the value. */
class C3dMalformedTest {
    private static void isRefused(byte[] bytes, String... words) {
        assertThatThrownBy(() -> C3dReader.read(bytes))
                .isInstanceOf(C3dMalformed.class)
                .hasMessageContainingAll(words)
                .hasMessageEndingWith(".");
    }

    private static RawC3d complete() {
        return RawC3d.complete(C3dProcessor.INTEL, true);
    }

    private static byte[] with(int place, int value) {
        byte[] bytes = complete().bytes();
        bytes[place] = (byte) value;
        return bytes;
    }

    @Test
    void whatIsTooShortForAHeader() {
        isRefused(new byte[0], "no C3D file", "0 bytes");
        isRefused(new byte[511], "no C3D file", "511 bytes", "512");
    }

    @Test
    void whatLacksTheKey() {
        isRefused(with(1, 0x51), "no C3D file", "81", "80");
    }

    @Test
    void parametersBeyondTheEnd() {
        isRefused(with(0, 200), "byte 101888");
    }

    @Test
    void anUnknownProcessor() {
        isRefused(with(515, 99), "Byte 515", "processor 99");
    }

    @Test
    void aFileThatWasCutOff() {
        byte[] bytes = complete().bytes();
        isRefused(Arrays.copyOf(bytes, bytes.length - 1), "5 frames", "3 points", "2 analogue channels", "whole file");
        isRefused(Arrays.copyOf(bytes, 600), "ends after 600 bytes", "whole file");
    }

    @Test
    void moreFramesThanTheFileHas() {
        RawC3d raw = new RawC3d(C3dProcessor.INTEL, true).header(5, 60_000);
        isRefused(raw.bytes(), "60000 frames");
    }

    @Test
    void noFrames() {
        isRefused(new RawC3d(C3dProcessor.INTEL, true).header(5, 0).bytes(), "no frame", "POINT:FRAMES");
    }

    @Test
    void noFrameRate() {
        isRefused(new RawC3d(C3dProcessor.INTEL, true).header(11, 0f).bytes(), "POINT:RATE", "0.0 Hz");
        isRefused(new RawC3d(C3dProcessor.INTEL, true).header(11, Float.NaN).bytes(), "NaN Hz");
    }

    @Test
    void aScaleThatSaysNothing() {
        RawC3d raw = new RawC3d(C3dProcessor.INTEL, false).header(7, 0f);
        isRefused(raw.bytes(), "POINT:SCALE", "0.0");
    }

    @Test
    void samplesThatDoNotDivideIntoChannels() {
        isRefused(complete().header(3, 5).bytes(), "5 analogue samples", "ANALOG:USED 2", "header word 10");
    }

    @Test
    void anUnknownType() {
        RawC3d raw = complete();
        raw.parameter("POINT", "ODD", 3, new int[0], new byte[3]);
        isRefused(raw.bytes(), "ODD", "type 3");
    }

    @Test
    void tooManyDimensions() {
        RawC3d raw = complete();
        raw.parameter("POINT", "DEEP", 1, new int[] {1, 1, 1, 1, 1, 1, 1, 1}, new byte[1]);
        isRefused(raw.bytes(), "DEEP", "8 dimensions");
    }

    @Test
    void anArrayLargerThanItsParameter() {
        RawC3d raw = complete();
        raw.parameter("POINT", "HUGE", 4, new int[] {255, 255, 255, 255, 255, 255, 255}, new byte[0]);
        isRefused(raw.bytes(), "HUGE", "255", "1 bytes follow");
    }

    @Test
    void framesThatBeginInTheHeader() {
        isRefused(new RawC3d(C3dProcessor.INTEL, true).header(9, 1).bytes(), "block 1", "header word 9");
    }

    @Test
    void aFileLongerThanAnyIsNotEvenOpened(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("long.c3d");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(C3dReader.LONGEST_FILE + 1);
        }
        assertThatThrownBy(() -> C3dReader.read(file))
                .isInstanceOf(C3dMalformed.class)
                .hasMessageContaining("268435457 bytes");
    }

    @Test
    void whatDoesNotFitIntoMemoryIsRefusedBeforeItIsTaken() {
        C3dLayout layout = new C3dLayout(1024, 100, 10, 10, false, 1, 1, 1000, 100);
        assertThatThrownBy(() -> layout.requireMemory(2_099_999))
                .isInstanceOf(C3dMalformed.class)
                .hasMessageContainingAll("1000 frames", "2100000 bytes", "2099999");
        assertThatCode(() -> layout.requireMemory(2_100_000)).doesNotThrowAnyException();
    }

    @Test
    void aParameterSectionWithoutEnd() {
        RawC3d raw = complete();
        for (int i = 0; i < 20; i++) {
            raw.parameter("POINT", "FILL" + i, 1, new int[] {255, 255}, new byte[255 * 255]);
        }
        isRefused(raw.bytes(), "parameter section", "1048576 bytes");
    }

    /** As many as a section can hold, each of which continues the one before: what is done with them must not grow with their square. */
    @Test
    @Timeout(20)
    void tinyParametersInMassesAreReadAndWrittenAtOnce() throws C3dMalformed {
        RawC3d raw = complete();
        for (int i = 3; i < 50_000; i++) {
            raw.parameter("POINT", "LABELS" + i, -1, new int[] {1}, new byte[] {'x'});
        }
        raw.parameter("POINT", "LABELS2", -1, new int[] {1}, new byte[] {'x'});
        C3dFile file = C3dReader.read(raw.bytes());
        assertThat(file.parameters().texts("POINT", "LABELS")).hasSize(50_001);
        C3dFile renamed =
                new C3dFile(50, 1, 5, file.points().subList(1, 3), file.analogs(), file.events(), file.parameters());
        assertThat(C3dReader.read(C3dWriter.write(renamed)).points()).isEqualTo(renamed.points());
    }
}
