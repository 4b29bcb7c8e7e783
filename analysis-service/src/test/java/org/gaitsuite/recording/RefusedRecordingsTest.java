package org.gaitsuite.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Walks;
import org.gaitsuite.person.SkeletonLayout;
import org.gaitsuite.recording.RecordingRefused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read is refused with a reason and a sentence that names what was wrong. */
class RefusedRecordingsTest {
    private static final SkeletonOverTime PIXELS = Walks.pixels();
    private static final ReadingOptions AT_50_HZ = new ReadingOptions(50.0, null, null);
    private static final String OWN = Written.own(Walks.metres(1));
    private static final String TRC = Written.trc(Walks.metres(1));

    @TempDir
    private static Path folder;

    private static void assertRefused(byte[] content, ReadingOptions options, Reason reason, String... words)
            throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "refused", ""), content);
        RecordingRefused refused = catchThrowableOfType(RecordingRefused.class, () -> Recordings.read(file, options));
        assertThat(refused).as("refused for %s", Arrays.toString(words)).isNotNull();
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
        assertThat(refused.getMessage()).contains(words).endsWith(".").doesNotContain("Exception", "com.fasterxml");
    }

    private static void assertRefused(String content, Reason reason, String... words) throws IOException {
        assertRefused(content.getBytes(StandardCharsets.UTF_8), AT_50_HZ, reason, words);
    }

    private static byte[] zip(String name, byte[] content, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                zip.putNextEntry(new ZipEntry(name.formatted(i)));
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void keypointsWithoutTimesNeedTheFrameRate() throws Exception {
        assertRefused(
                Written.openPoseZip(PIXELS, SkeletonLayout.BODY_25),
                ReadingOptions.NONE,
                Reason.FRAME_RATE_NEEDED,
                "--frame-rate");
    }

    @Test
    void landmarksInSharesNeedThePicturesSize() throws Exception {
        assertRefused(Written.blazePose(PIXELS), Reason.PICTURE_SIZE_NEEDED, "--width", "--height-px");
    }

    @Test
    void brokenJsonIsNamedWithItsPlace() throws Exception {
        String whole = Written.results(PIXELS, SkeletonLayout.COCO_17, f -> "" + f);
        assertRefused(whole.substring(0, whole.length() / 2), Reason.MALFORMED, "no complete JSON", "line ");
        assertRefused(whole + "]", Reason.MALFORMED, "JSON");
        assertRefused("[1,2,3]", Reason.MALFORMED, "a frame or a person");
        assertRefused("{\"a\":".repeat(100), Reason.MALFORMED, "JSON");
        assertRefused("[{\"keypoints\":" + "[".repeat(5000), Reason.MALFORMED, "JSON");
        assertRefused("{\"recipe\":\"soup\"}", Reason.UNKNOWN_FORMAT, "no people");
        assertRefused("[{\"keypoints\":[1,2,3,4]}]", Reason.MALFORMED, "4 numbers");
        assertRefused("[]", Reason.UNKNOWN_FORMAT, "no people");
        assertRefused("[{\"keypoints\":[" + "0,".repeat(50) + "0]}]", Reason.NOBODY, "1 frames");
    }

    @Test
    void peopleOfDifferentLayoutsAreNoRecording() throws Exception {
        String coco = Written.numbers(Written.flat(PIXELS, 0, SkeletonLayout.COCO_17));
        String halpe = Written.numbers(Written.flat(PIXELS, 0, SkeletonLayout.HALPE_26));
        assertRefused("[{\"keypoints\":%s},{\"keypoints\":%s}]".formatted(coco, halpe), Reason.MALFORMED, "17", "26");
    }

    @Test
    void anAnnotationOfAnUnknownImage() throws Exception {
        String coco = Written.numbers(Written.flat(PIXELS, 0, SkeletonLayout.COCO_17));
        assertRefused(
                "{\"images\":[{\"id\":1}],\"annotations\":[{\"image_id\":2,\"keypoints\":%s}]}".formatted(coco),
                Reason.MALFORMED,
                "the image 2");
    }

    @Test
    void numbersOfImagesThatAreNoneOfFrames() throws Exception {
        assertRefused(
                Written.results(PIXELS, SkeletonLayout.COCO_17, f -> "" + 5_000_000L * f), Reason.TOO_LARGE, "400000");
    }

    /** Two hundred thousand frames with a hundred in them take the memory of all. */
    @Test
    void aFrameOrATimeFarFromAllOthers() throws Exception {
        int last = PIXELS.frames() - 1;
        assertRefused(
                Written.results(PIXELS, SkeletonLayout.COCO_17, f -> "" + (f == last ? 200_000 : f)),
                Reason.TOO_LARGE,
                "200001 frames");
        byte[] late = Written.own(PIXELS)
                .replace(PIXELS.timeSeconds(last) + "]", "3999.0]")
                .getBytes(StandardCharsets.UTF_8);
        assertRefused(late, ReadingOptions.NONE, Reason.TOO_LARGE, "but only " + (last + 1) + " of them");
    }

    @Test
    void archivesThatAreDamagedEmptyOrHostile() throws Exception {
        byte[] whole = Written.openPoseZip(PIXELS, SkeletonLayout.BODY_25);
        assertRefused(Arrays.copyOf(whole, whole.length / 2), AT_50_HZ, Reason.MALFORMED, "zip");
        assertRefused(zip("word/document%d.xml", new byte[10], 3), AT_50_HZ, Reason.UNKNOWN_FORMAT, "no JSON");
        assertRefused(zip("%d.json", "7".getBytes(StandardCharsets.UTF_8), 1), AT_50_HZ, Reason.MALFORMED, "0.json");
        byte[] blanks = new byte[3 << 20];
        Arrays.fill(blanks, (byte) ' ');
        assertRefused(zip("%d.txt", blanks, 10), AT_50_HZ, Reason.TOO_LARGE, "200 times");
        assertRefused(zip("%d.json", new byte[5 << 20], 1), AT_50_HZ, Reason.MALFORMED, "0.json");
        byte[] long_ = new byte[5 << 20];
        Arrays.fill(long_, (byte) ' ');
        assertRefused(zip("%d.json", long_, 1), AT_50_HZ, Reason.TOO_LARGE, "4 MB");
    }

    @Test
    void tooManyPeople() throws Exception {
        double[][] crowd = new double[101][];
        Arrays.fill(crowd, Written.flat(PIXELS, 0, SkeletonLayout.BODY_25));
        assertRefused(Written.openPoseZip(1, f -> Written.openPose(crowd)), AT_50_HZ, Reason.TOO_LARGE, "101 people");
    }

    @Test
    void theSuitesOwnFormSaysWhatIsWrong() throws Exception {
        byte[] none = OWN.replace("keypoints/1", "keypoints/2").getBytes(StandardCharsets.UTF_8);
        assertRefused(none, ReadingOptions.NONE, Reason.MALFORMED, "gait-keypoints/2", "gait-keypoints/1");
        assertOwn(OWN.replace("LEFT_HEEL", "LEFT_FLIPPER"), "LEFT_FLIPPER");
        assertOwn(OWN.replace("\"metres\"", "\"miles\""), "miles");
        assertOwn(OWN.replace("\"times_s\":[0.0,", "\"times_s\":[5.0,"), "frame 1");
        assertOwn(OWN.replace("\"times_s\":[0.0,", "\"times_s\":["), "times");
        assertOwn(OWN.replace("\"y\":[[", "\"y\":[[1.0,"), "'y'");
        assertOwn(OWN.replace("\"x\":", "\"ex\":"), "'x'");
    }

    private static void assertOwn(String content, String word) throws IOException {
        assertRefused(content.getBytes(StandardCharsets.UTF_8), ReadingOptions.NONE, Reason.MALFORMED, word);
    }

    @Test
    void aMarkerFileSaysWhatIsWrong() throws Exception {
        assertTrc(TRC.replace("\tm\t", "\tfurlong\t"), Reason.MALFORMED, "furlong");
        assertTrc(TRC.replace("\tm\t", "\tmm\t"), Reason.MALFORMED, "Units");
        assertTrc(TRC.replace("RKnee", "Lamp"), Reason.LANDMARKS_MISSING, "right knee", "Lamp");
        assertTrc(TRC.substring(0, 60), Reason.MALFORMED, "ends after line");
        assertTrc(TRC.lines().limit(6).reduce("", (a, b) -> a + b + "\n"), Reason.MALFORMED, "no frames");
        assertTrc(TRC.replace("\n3\t0.04\t", "\n3\t0.004\t"), Reason.MALFORMED, "frame 2");
        assertTrc(TRC + "51\t1.0" + "\t1".repeat(200) + "\n", Reason.MALFORMED, "columns");
        assertTrc("PathFileType" + "x".repeat(200_000), Reason.MALFORMED, "no end");
    }

    private static void assertTrc(String content, Reason reason, String... words) throws IOException {
        assertRefused(content.getBytes(StandardCharsets.UTF_8), ReadingOptions.NONE, reason, words);
    }

    @Test
    void aLaboratorysFileThatIsCutOff() throws Exception {
        byte[] whole = Written.c3d(Walks.metres(1), List.of());
        assertRefused(
                Arrays.copyOf(whole, whole.length / 2), ReadingOptions.NONE, Reason.MALFORMED, "Send the whole file");
    }
}
