package org.gaitsuite.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Small files that other encoders made of the frames of {@link TestPicture}: what the suite's own writer cannot make.
 *
 * <ul>
 *   <li>{@code phone-hevc.mov}: 10-bit HEVC with B-frames, frames 7, 8 and 12 dropped, turned by 270 degrees, with a sound track that is
 *       longer than the pictures
 *   <li>{@code camcorder-h264.mp4}: H.264 with B-frames and pixels that are 4:3 as wide as high
 * </ul>
 */
class ForeignFilesTest {
    private static Path sample(String name) throws URISyntaxException {
        URL url = ForeignFilesTest.class.getResource(name);
        assertThat(url).as(name).isNotNull();
        return Path.of(url.toURI());
    }

    @Test
    void hevcOfAPhoneKeepsItsGapsAndStandsUpright() throws Exception {
        List<Double> times = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(sample("phone-hevc.mov"), VideoLimits.DEFAULT)) {
            VideoInfo info = reader.info();
            assertThat(info.codec()).isEqualTo("hevc");
            assertThat(info.rotationDegrees()).isEqualTo(270);
            assertThat(info.width()).isEqualTo(240);
            assertThat(info.height()).isEqualTo(320);
            for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
                times.add(frame.timeSeconds());
                assertThat(TestPicture.colourOfQuarter(frame, 0, 1, 2))
                        .as("red, lower left")
                        .isGreaterThan(180);
                assertThat(TestPicture.colourOfQuarter(frame, 1, 0, 0))
                        .as("blue, upper right")
                        .isGreaterThan(180);
            }
        }
        assertThat(times).hasSize(17);
        assertThat(times.get(6)).isCloseTo(6 / 30.0, within(1e-4));
        assertThat(times.get(7)).isCloseTo(9 / 30.0, within(1e-4));
        assertThat(times.get(10)).isCloseTo(13 / 30.0, within(1e-4));
    }

    @Test
    void pixelsThatAreNotSquareAreMadeSo() throws Exception {
        try (VideoReader reader = VideoReader.open(sample("camcorder-h264.mp4"), VideoLimits.DEFAULT)) {
            assertThat(reader.info().width()).isEqualTo(427);
            assertThat(reader.info().height()).isEqualTo(240);
            VideoFrame frame = reader.next();
            assertThat(frame).isNotNull();
            assertThat(frame.width()).isEqualTo(427);
            assertThat(TestPicture.colourOfQuarter(frame, 0, 0, 2)).isGreaterThan(180);
            assertThat(TestPicture.colourOfQuarter(frame, 1, 1, 0)).isGreaterThan(180);
        }
    }
}
