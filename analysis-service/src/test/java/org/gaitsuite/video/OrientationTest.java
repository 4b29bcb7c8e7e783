package org.gaitsuite.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
    @TempDir
    Path folder;

    /** The stored picture is red in its upper left quarter and blue in its lower right one. */
    @ParameterizedTest(name = "{0}, {1} degrees")
    @CsvSource({
        "mp4, 0, 320, 240, 0, 0",
        "mp4, 90, 240, 320, 1, 0",
        "mp4, 180, 320, 240, 1, 1",
        "mov, 270, 240, 320, 0, 1",
        "mkv, 90, 240, 320, 1, 0",
    })
    void framesStandUpright(String container, int degrees, int width, int height, int redColumn, int redRow)
            throws Exception {
        VideoFormat format = VideoFormat.of(320, 240, 30, VideoCodec.H264).withRotation(degrees);
        Path file = TestPicture.write(folder.resolve("walk." + container), format, 3);

        try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
            assertThat(reader.info().rotationDegrees()).isEqualTo(degrees);
            assertThat(reader.info().width()).isEqualTo(width);
            assertThat(reader.info().height()).isEqualTo(height);
            VideoFrame frame = reader.next();
            assertThat(frame).isNotNull();
            assertThat(frame.width()).isEqualTo(width);
            assertThat(frame.height()).isEqualTo(height);
            assertThat(TestPicture.colourOfQuarter(frame, redColumn, redRow, 2))
                    .as("red")
                    .isGreaterThan(190);
            assertThat(TestPicture.colourOfQuarter(frame, 1 - redColumn, 1 - redRow, 0))
                    .as("blue")
                    .isGreaterThan(190);
            assertThat(TestPicture.colourOfQuarter(frame, 1 - redColumn, redRow, 2))
                    .as("grey")
                    .isCloseTo(40, within(12.0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void theDisplayMatrixSaysWhatItSaid(int degrees) {
        for (boolean mirrored : new boolean[] {false, true}) {
            Orientation orientation = new Orientation(degrees, mirrored);
            assertThat(Orientation.ofDisplayMatrix(orientation.toDisplayMatrix()))
                    .isEqualTo(orientation);
        }
    }

    @Test
    void aMirroredPictureIsMirroredBack() {
        // one row: blue, green, red pixels
        byte[] stored = {9, 0, 0, 0, 9, 0, 0, 0, 9};
        byte[] upright = new byte[9];
        new Orientation(0, true).apply(stored, 9, 3, 3, 1, upright);
        assertThat(upright).containsExactly(0, 0, 9, 0, 9, 0, 9, 0, 0);
    }

    @Test
    void aTiltThatIsNoQuarterTurnGoesToTheNearest() {
        int sin = (int) Math.round(Math.sin(Math.toRadians(80)) * 65536);
        int cos = (int) Math.round(Math.cos(Math.toRadians(80)) * 65536);
        assertThat(Orientation.ofDisplayMatrix(new int[] {cos, sin, 0, -sin, cos, 0, 0, 0, 1 << 30}))
                .isEqualTo(new Orientation(90, false));
    }
}
