package org.gaitsuite.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    /** A phone in poor light: 30 Hz that slows to 15 and once stops for a quarter of a second; seconds. */
    private static final double[] UNEVEN = {0, 1 / 30.0, 2 / 30.0, 0.1, 0.1667, 0.2333, 0.4833, 0.5167, 0.55, 0.6167};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "mkv", "webm"})
    void unevenTimesComeBackAsTheyWere(String container) throws Exception {
        VideoCodec codec = container.equals("webm") ? VideoCodec.VP9 : VideoCodec.H264;
        Path file = folder.resolve("uneven." + container);
        try (VideoWriter writer =
                VideoWriter.create(file, VideoFormat.of(320, 240, 30, codec).withVariableRate())) {
            for (int i = 0; i < UNEVEN.length; i++) {
                writer.write(TestPicture.paint(320, 240, i), UNEVEN[i]);
            }
        }
        try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
            for (int i = 0; i < UNEVEN.length; i++) {
                VideoFrame frame = reader.next();
                assertThat(frame).isNotNull();
                // Matroska rounds to milliseconds
                assertThat(frame.timeSeconds()).as("frame %d", i).isCloseTo(UNEVEN[i], within(0.0011));
            }
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void timesCountFromTheFirstFrame() throws Exception {
        Path file = folder.resolve("late.mkv");
        try (VideoWriter writer = VideoWriter.create(
                file, VideoFormat.of(320, 240, 30, VideoCodec.H264).withVariableRate())) {
            for (int i = 0; i < 5; i++) {
                writer.write(TestPicture.paint(320, 240, i), 2 + i / 30.0);
            }
        }
        try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
            VideoFrame first = reader.next();
            assertThat(first).isNotNull();
            assertThat(first.timeSeconds()).isZero();
            VideoFrame second = reader.next();
            assertThat(second).isNotNull();
            assertThat(second.timeSeconds()).isCloseTo(1 / 30.0, within(0.0011));
        }
    }

    @Test
    void missingAndRepeatedTimestampsAreRepaired() {
        Timeline timeline = new Timeline(0.001, 0.04);
        assertThat(timeline.secondsOf(500, true)).isZero();
        assertThat(timeline.secondsOf(540, true)).isCloseTo(0.04, within(1e-9));
        assertThat(timeline.secondsOf(540, true)).as("repeated").isCloseTo(0.06, within(1e-9));
        assertThat(timeline.secondsOf(580, true)).as("true again").isCloseTo(0.08, within(1e-9));
        assertThat(timeline.secondsOf(0, false)).as("missing").isCloseTo(0.12, within(1e-9));
        assertThat(timeline.secondsOf(100, true)).as("backwards").isCloseTo(0.14, within(1e-9));
    }

    @Test
    void aviTakesNoTimes() {
        VideoFormat uneven = VideoFormat.of(320, 240, 30, VideoCodec.MJPEG).withVariableRate();
        assertThatThrownBy(() ->
                        VideoWriter.create(folder.resolve("uneven.avi"), uneven).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AVI");
    }
}
