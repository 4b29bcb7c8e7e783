package org.gaitsuite.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the writer writes, the reader reads: the same frames at the same times. */
class RoundTripTest {
    private static final int FRAMES = 45;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} in {1} at {2} Hz")
    @CsvSource({
        "H264, mp4, 30, h264",
        "H264, mov, 59.94, h264",
        "H264, mkv, 25, h264",
        "H264, avi, 30, h264",
        "VP9, webm, 30, vp9",
        "VP9, mp4, 60, vp9",
        "AV1, mp4, 30, av1",
        "AV1, webm, 30, av1",
        "MJPEG, avi, 25, mjpeg",
        "MJPEG, mov, 30, mjpeg",
        "MPEG4, mp4, 29.97, mpeg4",
        "MPEG4, avi, 30, mpeg4",
    })
    void framesComeBackInOrderAtTheirTimes(VideoCodec codec, String container, double rate, String name)
            throws Exception {
        Path file =
                TestPicture.write(folder.resolve("walk." + container), VideoFormat.of(320, 240, rate, codec), FRAMES);

        try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
            assertThat(reader.info().codec()).isEqualTo(name);
            assertThat(reader.info().width()).isEqualTo(320);
            assertThat(reader.info().height()).isEqualTo(240);
            assertThat(reader.info().frameRateHertz()).isCloseTo(rate, within(0.02));
            assertThat(reader.info().durationSeconds()).isCloseTo(FRAMES / rate, within(0.1));
            for (int i = 0; i < FRAMES; i++) {
                VideoFrame frame = reader.next();
                assertThat(frame).as("frame %d", i).isNotNull();
                assertThat(frame.index()).isEqualTo(i);
                assertThat(frame.timeSeconds()).as("time of frame %d", i).isCloseTo(i / rate, within(0.002));
                assertThat(TestPicture.similarityDecibel(frame.bgr(), TestPicture.paint(320, 240, i)))
                        .as("likeness of frame %d in dB", i)
                        .isGreaterThan(24);
            }
            assertThat(reader.next()).isNull();
        }
    }
}
