package org.gaitsuite.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoReaderTest {
    private static final Path STATUS = Path.of("/proc/self/status");

    @TempDir
    Path folder;

    @Test
    void framesAreScaledDownToTheLimitButNeverUp() throws Exception {
        Path file = TestPicture.write(folder.resolve("walk.mp4"), VideoFormat.of(640, 480, 30, VideoCodec.H264), 2);
        try (VideoReader reader = VideoReader.open(file, new VideoLimits(300, 1_000_000, 180))) {
            assertThat(reader.scale()).isCloseTo(480 / 180.0, within(1e-9));
            VideoFrame frame = reader.next();
            assertThat(frame).isNotNull();
            assertThat(frame.width()).isEqualTo(240);
            assertThat(frame.height()).isEqualTo(180);
            assertThat(frame.bgr()).hasSize(240 * 180 * 3);
            assertThat(TestPicture.colourOfQuarter(frame, 0, 0, 2)).isGreaterThan(190);
        }
        try (VideoReader reader = VideoReader.open(file, new VideoLimits(300, 1_000_000, 2000))) {
            assertThat(reader.scale()).isEqualTo(1);
            VideoFrame frame = reader.next();
            assertThat(frame).isNotNull();
            assertThat(frame.height()).isEqualTo(480);
        }
    }

    @Test
    void theArrayOfAFrameIsReused() throws Exception {
        Path file = TestPicture.write(folder.resolve("walk.mp4"), VideoFormat.of(320, 240, 30, VideoCodec.H264), 3);
        try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
            VideoFrame first = reader.next();
            VideoFrame second = reader.next();
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
            assertThat(second.bgr()).isSameAs(first.bgr());
        }
    }

    @Test
    void probingTellsWithoutReadingTheWholeVideo() throws Exception {
        Path file = TestPicture.write(folder.resolve("walk.webm"), VideoFormat.of(320, 240, 50, VideoCodec.VP9), 100);
        VideoInfo info = VideoReader.probe(file);
        assertThat(info.width()).isEqualTo(320);
        assertThat(info.codec()).isEqualTo("vp9");
        assertThat(info.container()).contains("webm");
        assertThat(info.frameRateHertz()).isCloseTo(50, within(0.1));
        assertThat(info.durationSeconds()).isCloseTo(2, within(0.1));
    }

    @Test
    void aClosedVideoIsNotRead() throws Exception {
        Path file = TestPicture.write(folder.resolve("walk.mp4"), VideoFormat.of(320, 240, 30, VideoCodec.H264), 3);
        VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT);
        reader.close();
        reader.close();
        assertThatThrownBy(reader::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readersInSeveralThreadsDoNotDisturbEachOther() throws Exception {
        Path file = TestPicture.write(folder.resolve("walk.mp4"), VideoFormat.of(320, 240, 30, VideoCodec.H264), 60);
        Callable<Long> sum = () -> {
            long total = 0;
            try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
                for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
                    for (byte value : frame.bgr()) {
                        total = total * 31 + value;
                    }
                }
            }
            return total;
        };
        long alone = sum.call();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                results.add(threads.submit(sum));
            }
            for (Future<Long> result : results) {
                assertThat(result.get()).isEqualTo(alone);
            }
        }
    }

    /** Without freeing, 1500 frames of 640 × 360 would hold half a gigabyte. */
    @Test
    void memoryDoesNotGrowWithTheLengthOfTheVideo() throws Exception {
        assumeTrue(Files.isReadable(STATUS), "resident memory is read from /proc, which this system lacks");
        Path file = TestPicture.write(folder.resolve("long.mp4"), VideoFormat.of(640, 360, 30, VideoCodec.MPEG4), 1500);
        long early = 0;
        int frames = 0;
        try (VideoReader reader = VideoReader.open(file, VideoLimits.DEFAULT)) {
            while (reader.next() != null) {
                frames++;
                if (frames == 300) {
                    early = residentMegabytes();
                }
            }
        }
        assertThat(frames).isEqualTo(1500);
        assertThat(residentMegabytes() - early)
                .as("growth over 1200 frames, MB")
                .isLessThan(48);
    }

    @Test
    void openingAndRefusingFreesEverything() throws Exception {
        assumeTrue(Files.isReadable(STATUS), "resident memory is read from /proc, which this system lacks");
        Path file = TestPicture.write(folder.resolve("walk.mp4"), VideoFormat.of(1280, 720, 30, VideoCodec.H264), 3);
        // small pictures keep the Java heap out of the figure; the decoder's own are 1.4 MB each
        VideoLimits small = new VideoLimits(300, 1_000_000, 36);
        VideoLimits tooSmall = new VideoLimits(300, 100, 36);
        long early = 0;
        for (int i = 0; i < 150; i++) {
            VideoReader.probe(file, small);
            assertThatThrownBy(() -> VideoReader.open(file, tooSmall)).isInstanceOf(VideoRefused.class);
            if (i == 50) {
                early = residentMegabytes();
            }
        }
        assertThat(residentMegabytes() - early).as("growth over 100 videos, MB").isLessThan(40);
    }

    private static long residentMegabytes() throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
