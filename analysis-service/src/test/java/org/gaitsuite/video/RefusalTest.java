package org.gaitsuite.video;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.gaitsuite.video.VideoRefused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that is no usable video is refused for its own reason, with a sentence that names what was found. */
class RefusalTest {
    @TempDir
    Path folder;

    private VideoRefused refusalOf(Path file) {
        return refusalOf(file, VideoLimits.DEFAULT);
    }

    private static VideoRefused refusalOf(Path file, VideoLimits limits) {
        VideoRefused refusal = catchThrowableOfType(VideoRefused.class, () -> {
            try (VideoReader reader = VideoReader.open(file, limits)) {
                while (reader.next() != null) {
                    // to the end
                }
            }
        });
        assertThat(refusal).as("refusal of %s", file.getFileName()).isNotNull();
        return refusal;
    }

    private Path walk(String name, VideoCodec codec, int frames) throws IOException {
        return TestPicture.write(folder.resolve(name), VideoFormat.of(320, 240, 30, codec), frames);
    }

    private Path cut(Path file, double share) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Path cut = folder.resolve("cut-" + file.getFileName());
        byte[] part = new byte[(int) (all.length * share)];
        System.arraycopy(all, 0, part, 0, part.length);
        return Files.write(cut, part);
    }

    @Test
    void anEmptyFileIsNoVideo() throws IOException {
        VideoRefused refusal = refusalOf(Files.createFile(folder.resolve("empty.mp4")));
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_A_VIDEO);
        assertThat(refusal).hasMessageContaining("0 bytes");
    }

    @Test
    void textIsNoVideoEvenIfItIsNamedSo() throws IOException {
        VideoRefused refusal =
                refusalOf(Files.writeString(folder.resolve("walk.mp4"), "Dear doctor,\nhere is my walk.\n".repeat(40)));
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_A_VIDEO);
        assertThat(refusal).hasMessageContaining("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PNG", "JPEG", "BMP", "GIF"})
    void aPictureIsNoVideo(String format) throws IOException {
        Path file = folder.resolve("walk." + format);
        BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
        assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();

        VideoRefused refusal = refusalOf(file);
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_A_VIDEO);
        assertThat(refusal).hasMessageContaining(format + " picture");
    }

    @Test
    void anArchiveIsNoVideo() throws IOException {
        Path file = folder.resolve("walk.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("walk.txt"));
            zip.write("walk".getBytes(UTF_8));
        }
        VideoRefused refusal = refusalOf(file);
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_A_VIDEO);
        assertThat(refusal).hasMessageContaining("ZIP");
    }

    @Test
    void soundAloneIsNoVideo() throws IOException {
        VideoRefused wave = refusalOf(Files.write(folder.resolve("steps.wav"), wave()));
        assertThat(wave.reason()).isEqualTo(Reason.NOT_A_VIDEO);
        assertThat(wave).hasMessageContaining("sound");

        VideoRefused avi = refusalOf(Files.write(folder.resolve("steps.avi"), aviWithSoundOnly()));
        assertThat(avi.reason()).isEqualTo(Reason.NOT_A_VIDEO);
        assertThat(avi).hasMessageContaining("sound");
    }

    /** A playlist, a concat script and a stream description would make the library open other files. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '/etc/passwd'\n",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>"
            })
    void aFileThatNamesOtherFilesIsNoVideo(String script) throws IOException {
        assertThat(refusalOf(Files.writeString(folder.resolve("walk.mp4"), script))
                        .reason())
                .isEqualTo(Reason.NOT_A_VIDEO);
    }

    @Test
    void aRecordingWithoutItsTableOfContentsIsTruncated() throws IOException {
        Path whole = walk("walk.mp4", VideoCodec.H264, 60);
        // as a phone writes it: pictures first, the table of contents last, and then the battery was empty
        byte[] head = new byte[64 * 1024];
        ByteBuffer.wrap(head)
                .putInt(20)
                .put("ftypisom".getBytes(UTF_8))
                .position(20)
                .putInt(10_000_000)
                .put("mdat".getBytes(UTF_8));
        System.arraycopy(Files.readAllBytes(whole), 2000, head, 40, 1000);

        VideoRefused refusal = refusalOf(Files.write(folder.resolve("broken.mp4"), head));
        assertThat(refusal.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(refusal).hasMessageContaining("table of contents");
    }

    @ParameterizedTest
    @CsvSource({"walk.mp4, 0.0 MB", "walk.mkv, 4.0 s", "walk.avi, s:"})
    void aVideoThatBreaksOffHalfWayIsTruncated(String name, String value) throws IOException {
        VideoRefused refusal = refusalOf(cut(walk(name, VideoCodec.H264, 120), 0.5));
        assertThat(refusal.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(refusal).hasMessageContaining("breaks off").hasMessageContaining(value);
    }

    @Test
    void aVideoThatBreaksOffInItsHeadIsTruncated() throws IOException {
        Path whole = walk("walk.mp4", VideoCodec.H264, 60);
        byte[] head = new byte[100];
        System.arraycopy(Files.readAllBytes(whole), 0, head, 0, head.length);
        assertThat(refusalOf(Files.write(folder.resolve("head.mp4"), head)).reason())
                .isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void aFewMissingFramesAreForgiven() throws Exception {
        Path cut = cut(walk("walk.mp4", VideoCodec.MPEG4, 120), 0.97);
        try (VideoReader reader = VideoReader.open(cut, VideoLimits.DEFAULT)) {
            int frames = 0;
            while (reader.next() != null) {
                frames++;
            }
            assertThat(frames).isBetween(108, 119);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "avi"})
    void aVideoWithoutFramesIsRefused(String container) throws IOException {
        VideoRefused refusal = refusalOf(walk("none." + container, VideoCodec.MPEG4, 0));
        assertThat(refusal.reason()).isEqualTo(Reason.NO_FRAMES);
        assertThat(refusal).hasMessageContaining("0 frames");
    }

    @Test
    void aVideoWhoseFramesAreAllDamagedIsRefused() throws IOException {
        Path file = walk("noise.avi", VideoCodec.MJPEG, 10);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == '0' && bytes[i + 1] == '0' && bytes[i + 2] == 'd' && bytes[i + 3] == 'c') {
                int size = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(i + 4);
                for (int k = i + 8; k < Math.min(bytes.length, i + 8 + size); k++) {
                    bytes[k] = 0x55;
                }
                i += 7 + Math.max(0, Math.min(size, bytes.length));
            }
        }
        VideoRefused refusal = refusalOf(Files.write(file, bytes));
        assertThat(refusal.reason()).isEqualTo(Reason.NO_FRAMES);
        assertThat(refusal).hasMessageContaining("damaged");
    }

    @Test
    void aVideoThatSaysItIsTooLongIsRefusedAtOnce() throws IOException {
        Path file = walk("long.mp4", VideoCodec.MPEG4, 90);
        VideoLimits twoSeconds = new VideoLimits(2, VideoLimits.DEFAULT.maximumPixels(), 540);
        assertThatThrownBy(() -> VideoReader.open(file, twoSeconds).close())
                .isInstanceOfSatisfying(
                        VideoRefused.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TOO_LONG))
                .hasMessageContaining("3 s")
                .hasMessageContaining("2 s");
    }

    @Test
    void aVideoThatDoesNotSayHowLongItIsIsStoppedAtTheLimit() throws IOException {
        byte[] bytes = Files.readAllBytes(walk("long.mkv", VideoCodec.MPEG4, 90));
        // the element "Duration" (44 89, eight bytes) and the tag DURATION become void
        for (int i = 0; i + 11 < bytes.length; i++) {
            if (bytes[i] == 0x44 && bytes[i + 1] == (byte) 0x89 && bytes[i + 2] == (byte) 0x88) {
                bytes[i] = (byte) 0xec;
                bytes[i + 1] = (byte) 0x89;
            }
        }
        Path file = folder.resolve("unknown.mkv");
        Files.write(
                file,
                new String(bytes, ISO_8859_1).replace("DURATION", "XURATION").getBytes(ISO_8859_1));

        VideoRefused refusal = refusalOf(file, new VideoLimits(2, VideoLimits.DEFAULT.maximumPixels(), 540));
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_LONG);
    }

    @Test
    void aPictureLargerThanTheLimitIsRefused() throws IOException {
        VideoRefused refusal = refusalOf(walk("large.mp4", VideoCodec.H264, 5), new VideoLimits(300, 320 * 239, 540));
        assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal).hasMessageContaining("320 × 240");
    }

    @Test
    void aCompressionThatNobodyKnowsIsNamed() throws IOException {
        Path file = walk("strange.avi", VideoCodec.MPEG4, 30);
        String content = new String(Files.readAllBytes(file), ISO_8859_1);
        Files.write(file, content.replace("FMP4", "Q9ZX").getBytes(ISO_8859_1));

        VideoRefused refusal = refusalOf(file);
        assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_CODEC);
        assertThat(refusal).hasMessageContaining("Q9ZX").hasMessageContaining("H.264");
    }

    @Test
    void aFileThatIsNotThereIsNoRefusal() {
        assertThatThrownBy(() -> VideoReader.probe(folder.resolve("nowhere.mp4")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static byte[] wave() {
        ByteBuffer out = ByteBuffer.allocate(44 + 16000).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(UTF_8)).putInt(36 + 16000).put("WAVEfmt ".getBytes(UTF_8));
        out.putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16000)
                .putShort((short) 2)
                .putShort((short) 16);
        out.put("data".getBytes(UTF_8)).putInt(16000);
        return out.array();
    }

    private static byte[] aviWithSoundOnly() {
        ByteBuffer format = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        format.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16000)
                .putShort((short) 2)
                .putShort((short) 16);
        ByteBuffer header = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
        header.put("auds".getBytes(UTF_8)).position(20);
        header.putInt(1)
                .putInt(8000)
                .putInt(0)
                .putInt(8000)
                .putInt(16000)
                .putInt(-1)
                .putInt(2);
        ByteBuffer main = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
        main.putInt(0, 20000).putInt(24, 1);
        byte[] stream = list("strl", chunk("strh", header.array()), chunk("strf", format.array()));
        byte[] headers = list("hdrl", chunk("avih", main.array()), stream);
        byte[] movie = list("movi", chunk("00wb", new byte[16000]));
        ByteBuffer out = ByteBuffer.allocate(12 + headers.length + movie.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(UTF_8))
                .putInt(4 + headers.length + movie.length)
                .put("AVI ".getBytes(UTF_8));
        return out.put(headers).put(movie).array();
    }

    private static byte[] chunk(String name, byte[] content) {
        ByteBuffer out = ByteBuffer.allocate(8 + content.length).order(ByteOrder.LITTLE_ENDIAN);
        return out.put(name.getBytes(UTF_8)).putInt(content.length).put(content).array();
    }

    private static byte[] list(String name, byte[]... parts) {
        int size = 4;
        for (byte[] part : parts) {
            size += part.length;
        }
        ByteBuffer out = ByteBuffer.allocate(8 + size).order(ByteOrder.LITTLE_ENDIAN);
        out.put("LIST".getBytes(UTF_8)).putInt(size).put(name.getBytes(UTF_8));
        for (byte[] part : parts) {
            out.put(part);
        }
        return out.array();
    }
}
