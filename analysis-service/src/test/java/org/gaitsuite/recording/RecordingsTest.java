package org.gaitsuite.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.gaitsuite.c3d.C3dEvent;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.Walks;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.person.SkeletonLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A walk that is known, written in each form by what its documentation says, comes back as it was. */
class RecordingsTest {
    /** How far a second walker is behind the first, pixels. */
    private static final double BEHIND = 400;

    private static final ReadingOptions AT_50_HZ = new ReadingOptions(50.0, null, null);
    private static final SkeletonOverTime PIXELS = Walks.pixels();
    private static final SkeletonOverTime METRES = Walks.metres();

    @TempDir
    private static Path folder;

    /** The name says nothing: the content tells. */
    private static Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "recording", ""), content);
    }

    private static Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "recording", ""), content);
    }

    private static void assertSame(
            SkeletonOverTime found, SkeletonOverTime expected, double tolerance, Joint... joints) {
        assertThat(found.frames()).isEqualTo(expected.frames());
        assertThat(found.frame()).isEqualTo(expected.frame());
        for (int f = 0; f < found.frames(); f++) {
            assertThat(found.timeSeconds(f)).isCloseTo(expected.timeSeconds(f), within(1e-6));
            for (Joint joint : joints) {
                assertThat(found.x(f, joint)).as("x of %s", joint).isCloseTo(expected.x(f, joint), within(tolerance));
                assertThat(found.y(f, joint)).as("y of %s", joint).isCloseTo(expected.y(f, joint), within(tolerance));
                assertThat(found.confidence(f, joint)).isGreaterThan(0.8);
            }
        }
    }

    private static Joint[] of(SkeletonLayout layout) {
        return Arrays.stream(Joint.values())
                .filter(joint -> layout.placeOf(joint) != null)
                .toArray(Joint[]::new);
    }

    private static void assertCadence(Recording recording) throws Exception {
        GaitResult result = GaitAnalyzer.analyze(recording.skeleton(), Subject.UNKNOWN, GaitOptions.DEFAULT);
        double cadence = result.parameters().stream()
                .filter(p -> p.name().equals("cadence"))
                .map(GaitParameter.Measured.class::cast)
                .findFirst()
                .orElseThrow()
                .value();
        assertThat(cadence).isCloseTo(2 * 60 / 1.10, within(1.0));
    }

    @ParameterizedTest
    @EnumSource(names = {"BODY_25", "BODY_25B", "COCO_18"})
    void openPoseInAnArchive(SkeletonLayout layout) throws Exception {
        Recording recording = Recordings.read(file(Written.openPoseZip(PIXELS, layout)), AT_50_HZ);
        assertThat(recording.kind()).isEqualTo(Kind.OPENPOSE);
        assertThat(recording.layout()).isEqualTo(layout.name());
        assertSame(recording.skeleton(), PIXELS, 0.001, of(layout));
        assertCadence(recording);
    }

    @Test
    void openPoseInAFolderWhateverTheOrderOfItsFiles() throws Exception {
        Path files = Files.createTempDirectory(folder, "openpose");
        for (int f = PIXELS.frames() - 1; f >= 0; f--) {
            Files.writeString(
                    files.resolve("walk_" + f + "_keypoints.json"),
                    Written.openPose(Written.flat(PIXELS, f, SkeletonLayout.BODY_25)));
        }
        Files.writeString(files.resolve("readme.txt"), "no keypoints");
        assertSame(Recordings.read(files, AT_50_HZ).skeleton(), PIXELS, 0.001, of(SkeletonLayout.BODY_25));
    }

    @Test
    void whatOpenPoseDidNotSeeIsNotAtTheOrigin() throws Exception {
        byte[] zip = Written.openPoseZip(PIXELS.frames(), f -> {
            double[] numbers = Written.flat(PIXELS, f, SkeletonLayout.BODY_25);
            Arrays.fill(numbers, 3 * 11, 3 * 11 + 3, 0); // right ankle
            return f == 7 ? Written.openPose() : Written.openPose(numbers);
        });
        SkeletonOverTime skeleton = Recordings.read(file(zip), AT_50_HZ).skeleton();
        assertThat(skeleton.x(3, Joint.RIGHT_ANKLE)).isNaN();
        assertThat(skeleton.confidence(3, Joint.RIGHT_ANKLE)).isZero();
        assertThat(skeleton.x(3, Joint.LEFT_ANKLE)).isFinite();
        assertThat(skeleton.x(7, Joint.LEFT_ANKLE)).as("nobody in frame 7").isNaN();
        assertThat(skeleton.frames()).isEqualTo(PIXELS.frames());
    }

    @Test
    void theTopOfTheHeadIsThatOfTheEarThatIsSeen() throws Exception {
        byte[] zip = Written.openPoseZip(PIXELS.frames(), f -> {
            double[] numbers = Written.flat(PIXELS, f, SkeletonLayout.BODY_25);
            numbers[3 * 17] = PIXELS.x(f, Joint.NECK);
            numbers[3 * 17 + 1] = PIXELS.y(f, Joint.NECK) - 40;
            numbers[3 * 17 + 2] = 0.9;
            return Written.openPose(numbers);
        });
        SkeletonOverTime skeleton = Recordings.read(file(zip), AT_50_HZ).skeleton();
        assertThat(skeleton.y(5, Joint.HEAD_TOP)).isCloseTo(PIXELS.y(5, Joint.NECK) - 40 * 1.625, within(0.01));
    }

    @Test
    void theOneWhoWalksIsFollowedThroughPeopleWhoStand() throws Exception {
        byte[] zip = Written.openPoseZip(PIXELS.frames(), f -> {
            double[] walker = Written.flat(PIXELS, f, SkeletonLayout.BODY_25);
            double[] stander = Written.flat(PIXELS, 100, SkeletonLayout.BODY_25);
            for (int i = 1; i < stander.length; i += 3) {
                stander[i] = 680 - 1.4 * (680 - stander[i]);
            }
            return f % 2 == 0 ? Written.openPose(walker, stander) : Written.openPose(stander, walker);
        });
        Recording recording = Recordings.read(file(zip), AT_50_HZ);
        assertSame(recording.skeleton(), PIXELS, 0.001, Joint.LEFT_HEEL, Joint.RIGHT_TOE);
        assertThat(recording.notes()).anyMatch(note -> note.contains("Several people"));
    }

    private static byte[] twoWhoWalk() throws Exception {
        return Written.openPoseZip(PIXELS.frames(), f -> {
            double[] walker = Written.flat(PIXELS, f, SkeletonLayout.BODY_25);
            double[] follower = walker.clone();
            for (int i = 0; i < follower.length; i += 3) {
                follower[i] -= follower[i] == 0 ? 0 : BEHIND;
            }
            return f % 2 == 0 ? Written.openPose(walker, follower) : Written.openPose(follower, walker);
        });
    }

    /** Points at the hips of the one who walks, or so many pixels left of them, in a picture of 4000 times 1080 pixels. */
    private static PersonAt atHips(double left) {
        return new PersonAt(2, (PIXELS.x(100, Joint.LEFT_HIP) - left) / 4000, PIXELS.y(100, Joint.LEFT_HIP) / 1080);
    }

    @Test
    void whoIsPointedAtIsFollowed() throws Exception {
        PictureSize size = new PictureSize(4000, 1080);
        Path file = file(twoWhoWalk());
        SkeletonOverTime first =
                Recordings.read(file, new ReadingOptions(50.0, size, atHips(0))).skeleton();
        assertSame(first, PIXELS, 0.001, Joint.LEFT_HEEL, Joint.RIGHT_TOE);

        Recording second = Recordings.read(file, new ReadingOptions(50.0, size, atHips(BEHIND)));
        for (int f = 0; f < PIXELS.frames(); f++) {
            assertThat(second.skeleton().x(f, Joint.LEFT_HEEL))
                    .as("frame %d", f)
                    .isCloseTo(PIXELS.x(f, Joint.LEFT_HEEL) - BEHIND, within(0.001));
        }
        assertThat(second.notes()).anyMatch(note -> note.contains("the one who was pointed at"));
    }

    @Test
    void whereNobodyIsNobodyIsFollowed() throws Exception {
        PictureSize size = new PictureSize(4000, 1080);
        Path file = file(twoWhoWalk());
        assertThatThrownBy(() -> Recordings.read(file, new ReadingOptions(50.0, size, new PersonAt(2, 0.999, 0.001))))
                .isInstanceOfSatisfying(
                        RecordingRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RecordingRefused.Reason.NOBODY))
                .hasMessageContaining("Nobody is at 0.999, 0.001 of the picture at 2.00 s");
        assertThatThrownBy(() -> Recordings.read(file, new ReadingOptions(50.0, null, atHips(0))))
                .isInstanceOfSatisfying(
                        RecordingRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RecordingRefused.Reason.PICTURE_SIZE_NEEDED))
                .hasMessageContaining("picture_width=1920");
    }

    @ParameterizedTest
    @CsvSource({"COCO_17, COCO", "HALPE_26, HALPE", "HALPE_136, HALPE", "COCO_WHOLEBODY_133, COCO", "BODY_25, OPENPOSE"
    })
    void resultsOfCocosFormByTheNumbersOfImages(SkeletonLayout layout, Kind kind) throws Exception {
        for (IntFunction<String> name : List.<IntFunction<String>>of(f -> "\"" + f + ".jpg\"", f -> "" + (1000 + f))) {
            Recording recording = Recordings.read(file(Written.results(PIXELS, layout, name)), AT_50_HZ);
            assertThat(recording.kind()).isEqualTo(kind);
            assertSame(recording.skeleton(), PIXELS, 0.001, of(layout));
        }
    }

    @Test
    void framesThatResultsLeaveOutShowNobody() throws Exception {
        String all = Written.results(PIXELS, SkeletonLayout.HALPE_26, f -> "" + (f < 10 ? f : f + 20));
        SkeletonOverTime skeleton = Recordings.read(file(all), AT_50_HZ).skeleton();
        assertThat(skeleton.frames()).isEqualTo(PIXELS.frames() + 20);
        assertThat(skeleton.x(15, Joint.LEFT_KNEE)).isNaN();
        assertThat(skeleton.x(30, Joint.LEFT_KNEE)).isCloseTo(PIXELS.x(10, Joint.LEFT_KNEE), within(0.001));
    }

    @Test
    void annotationsOfCocoByTheOrderOfImagesWithTheirFlags() throws Exception {
        StringBuilder json = new StringBuilder("{\"annotations\":[");
        for (int f = 0; f < PIXELS.frames(); f++) {
            double[] numbers = Written.flat(PIXELS, f, SkeletonLayout.COCO_17);
            for (int k = 0; k < 17; k++) {
                numbers[3 * k + 2] = numbers[3 * k] == 0 ? 0 : k == 16 ? 1 : 2;
            }
            json.append(f == 0 ? "" : ",")
                    .append("{\"id\":%d,\"image_id\":%d,\"keypoints\":%s}"
                            .formatted(f, 70_000 - 13 * f, Written.numbers(numbers)));
        }
        json.append("],\"images\":[");
        for (int f = 0; f < PIXELS.frames(); f++) {
            json.append(f == 0 ? "" : ",").append("{\"id\":%d,\"file_name\":\"x.jpg\"}".formatted(70_000 - 13 * f));
        }
        Recording recording = Recordings.read(file(json.append("]}").toString()), AT_50_HZ);
        assertSame(recording.skeleton(), PIXELS, 0.001, Joint.LEFT_ANKLE, Joint.LEFT_HIP);
        assertThat(recording.skeleton().confidence(3, Joint.RIGHT_ANKLE))
                .as("hidden")
                .isEqualTo(0.5);
    }

    @Test
    void plainFramesOfPointsAndMmPosesInstances() throws Exception {
        String points = Written.frames(PIXELS, f -> {
            double[] flat = Written.flat(PIXELS, f, SkeletonLayout.COCO_17);
            StringBuilder frame = new StringBuilder("[");
            for (int k = 0; k < 17; k++) {
                frame.append(k == 0 ? "" : ",")
                        .append("[%s,%s,%s]".formatted(flat[3 * k], flat[3 * k + 1], flat[3 * k + 2]));
            }
            return frame.append("]").toString();
        });
        assertSame(Recordings.read(file(points), AT_50_HZ).skeleton(), PIXELS, 0.001, of(SkeletonLayout.COCO_17));
        String mmPose = "{\"meta_info\":{\"a\":[1]},\"instance_info\":"
                + Written.frames(PIXELS, f -> {
                    double[] flat = Written.flat(PIXELS, f, SkeletonLayout.HALPE_26);
                    StringBuilder xy = new StringBuilder();
                    StringBuilder scores = new StringBuilder();
                    for (int k = 0; k < 26; k++) {
                        xy.append(k == 0 ? "" : ",").append("[%s,%s]".formatted(flat[3 * k], flat[3 * k + 1]));
                        scores.append(k == 0 ? "" : ",").append(flat[3 * k + 2]);
                    }
                    return "{\"frame_id\":%d,\"instances\":[{\"keypoints\":[%s],\"keypoint_scores\":[%s],\"bbox\":[[1,2,3,4]]}]}"
                            .formatted(f + 1, xy, scores);
                })
                + "}";
        assertSame(Recordings.read(file(mmPose), AT_50_HZ).skeleton(), PIXELS, 0.001, of(SkeletonLayout.HALPE_26));
    }

    @Test
    void blazePoseInSharesOfThePicture() throws Exception {
        ReadingOptions size = new ReadingOptions(null, new PictureSize(1920, 1080), null);
        Recording recording = Recordings.read(file(Written.blazePose(PIXELS)), size);
        assertThat(recording.kind()).isEqualTo(Kind.BLAZEPOSE);
        assertThat(recording.frameRateHertz()).as("the file's own").isCloseTo(50, within(1e-6));
        assertSame(recording.skeleton(), PIXELS, 0.01, of(SkeletonLayout.BLAZEPOSE_33));
    }

    @Test
    void aCoordinateThatIsNoNumberIsNotSeen() throws Exception {
        PictureSize size = new PictureSize(1920, 1080);
        for (String other : List.of("[0.5, {\"y\":1}]", "{\"x\":0.5}", "null", "\"0.5\"")) {
            String one = Written.blazePose(PIXELS).replaceFirst("\"x\":", "\"x\":" + other + ",\"was\":");
            Recording recording = Recordings.read(file(one), new ReadingOptions(null, size, null));
            assertThat(recording.skeleton().x(0, Joint.NOSE)).as(other).isNaN();
            assertThat(recording.skeleton().x(1, Joint.NOSE)).as(other).isFinite();
        }
    }

    @Test
    void theSuitesOwnFormComesBackToTheLastDigit() throws Exception {
        for (SkeletonOverTime walk : List.of(PIXELS, METRES)) {
            SkeletonOverTime found = Recordings.read(file(Written.own(walk)), ReadingOptions.NONE)
                    .skeleton();
            assertThat(found.frame()).isEqualTo(walk.frame());
            assertThat(found.timesSeconds()).isEqualTo(walk.timesSeconds());
            for (Joint joint : Joint.values()) {
                assertThat(found.xOf(joint)).isEqualTo(walk.xOf(joint));
                assertThat(found.yOf(joint)).isEqualTo(walk.yOf(joint));
                assertThat(found.confidence(9, joint)).isEqualTo(walk.confidence(9, joint));
            }
        }
    }

    @Test
    void markersOfPose2SimAndOfALaboratoryWithOtherAxes() throws Exception {
        Joint[] joints = Written.joints().toArray(Joint[]::new);
        Recording pose2Sim = Recordings.read(file(Written.trc(METRES)), ReadingOptions.NONE);
        assertThat(pose2Sim.kind()).isEqualTo(Kind.TRC);
        assertSame(pose2Sim.skeleton(), METRES, 1e-5, joints);
        assertCadence(pose2Sim);

        String other = Written.trc(METRES, Written.Z_UP_WALKING_BACK, 1000, "mm", Written::plugInGaitName);
        SkeletonOverTime found =
                Recordings.read(file(other), ReadingOptions.NONE).skeleton();
        assertThat(found.frame()).isEqualTo(CoordinateFrame.SAGITTAL_METRES);
        for (Joint joint : List.of(Joint.LEFT_HEEL, Joint.RIGHT_KNEE, Joint.NECK)) {
            // The laboratory's origin lies elsewhere along the way.
            assertThat(found.x(200, joint) - found.x(0, joint))
                    .isCloseTo(METRES.x(200, joint) - METRES.x(0, joint), within(1e-4));
            assertThat(found.y(200, joint)).isCloseTo(METRES.y(200, joint), within(1e-5));
        }
    }

    @Test
    void onATreadmillTheFeetShowWhereForwardIs() throws Exception {
        SkeletonOverTime walk = Walks.treadmill();
        for (Written.Axes axes : List.of(Written.Y_UP, Written.Z_UP_WALKING_BACK)) {
            String trc = Written.trc(walk, axes, 1, "m", Written::keypointName);
            SkeletonOverTime found =
                    Recordings.read(file(trc), ReadingOptions.NONE).skeleton();
            assertThat(found.x(40, Joint.LEFT_TOE) - found.x(40, Joint.LEFT_HEEL))
                    .isCloseTo(walk.x(40, Joint.LEFT_TOE) - walk.x(40, Joint.LEFT_HEEL), within(1e-4));
        }
    }

    @Test
    void aTurnIsLeftOutAndTheLongerStretchIsTheWalk() throws Exception {
        // Five metres along x, then round a corner, two metres along z.
        SkeletonOverTime walk = METRES;
        int corner = (int) (0.7 * walk.frames());
        double atCorner = walk.x(corner, Joint.LEFT_HIP);
        Written.Axes around = (forward, up, right) -> forward < atCorner
                ? new double[] {forward, up, right}
                : new double[] {atCorner + right, up, forward - atCorner};
        Recording recording =
                Recordings.read(file(Written.trc(walk, around, 1, "m", Written::keypointName)), ReadingOptions.NONE);
        assertThat(recording.skeleton().x(walk.frames() - 20, Joint.LEFT_HIP)).isNaN();
        assertThat(recording.skeleton().x(50, Joint.LEFT_HIP)).isFinite();
        assertThat(recording.notes()).anyMatch(note -> note.contains("turns"));
    }

    @Test
    void aLaboratorysTrialWithItsLabels() throws Exception {
        List<C3dEvent> events = Stream.of(Side.values())
                .flatMap(side -> Walks.heelStrikes(side).stream()
                        .map(t -> new C3dEvent("Foot Strike", side == Side.LEFT ? "Left" : "Right", t + 40 / 50.0)))
                .toList();
        Recording recording = Recordings.read(file(Written.c3d(METRES, events)), ReadingOptions.NONE);
        assertThat(recording.kind()).isEqualTo(Kind.C3D);
        SkeletonOverTime found = recording.skeleton();
        assertThat(found.timeSeconds(0)).isZero();
        assertThat(found.x(200, Joint.LEFT_HEEL) - found.x(0, Joint.LEFT_HEEL))
                .isCloseTo(METRES.x(200, Joint.LEFT_HEEL) - METRES.x(0, Joint.LEFT_HEEL), within(1e-4));
        assertThat(recording.labelled()).hasSameSizeAs(events);
        GaitEvent first = recording.labelled().getFirst();
        assertThat(first.type()).isEqualTo(EventType.HEEL_STRIKE);
        assertThat(first.timeSeconds())
                .isCloseTo(Walks.heelStrikes(first.side()).getFirst(), within(1e-5));
        assertCadence(recording);
    }
}
