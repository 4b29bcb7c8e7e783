package org.gaitsuite.pose.dnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseRefused.Reason;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoCodec;
import org.gaitsuite.video.VideoFrame;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.gaitsuite.video.VideoWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real networks on a real walk; neither is part of the project. */
class DnnEstimatorTest {
    private static final String WALK = "data/videos/sports2d-demo.mp4";

    @TempDir
    Path folder;

    private Path shared = Path.of("");

    @BeforeEach
    void findWhatIsShared() {
        String named = System.getProperty("GAIT_SHARED", System.getenv().getOrDefault("GAIT_SHARED", "../../shared"));
        shared = Path.of(named);
        assumeTrue(
                Files.isDirectory(shared.resolve("models")),
                "the pose networks for trials are not in " + shared.resolve("models") + " (set GAIT_SHARED)");
    }

    private DnnEstimator estimator(String name) throws Exception {
        return DnnEstimator.fromDirectory(shared.resolve("models"), Optional.of(name));
    }

    /** A woman of 1.65 m walks from right to left between about 1 and 6.5 s, while another person jumps behind her. */
    @Test
    void blazePoseFollowsTheWomanWhoWalksNotTheManWhoJumps() throws Exception {
        Path walk = shared.resolve(WALK);
        assumeTrue(Files.isRegularFile(walk), walk + " is missing");
        Set<String> stages = new TreeSet<>();
        PoseTrack track = estimator("blazepose-lite")
                .estimate(walk, VideoLimits.DEFAULT, null, (stage, share) -> stages.add(stage));

        assertThat(stages).containsExactly("decoding", "pose");
        assertThat(track.frames()).isEqualTo(230);
        assertThat(track.model()).isEqualTo("blazepose-lite");
        SkeletonOverTime skeleton = track.skeleton();
        List<Double> heights = new ArrayList<>();
        int seen = 0;
        for (int i = 50; i < 190; i++) {
            if (skeleton.confidence(i, Joint.LEFT_HIP) > 0) {
                seen++;
                // by eye her hips are at x = 1231 in frame 80, 835 in frame 120 and 405 in frame 160
                assertThat(skeleton.x(i, Joint.LEFT_HIP))
                        .as("hip in frame %d", i)
                        .isCloseTo(1231 - 10.3 * (i - 80), within(60.0));
                assertThat(skeleton.y(i, Joint.LEFT_HIP)).isBetween(690.0, 790.0);
            }
            if (skeleton.confidence(i, Joint.HEAD_TOP) > 0 && skeleton.confidence(i, Joint.LEFT_HEEL) > 0) {
                heights.add(Math.max(skeleton.y(i, Joint.LEFT_HEEL), skeleton.y(i, Joint.RIGHT_HEEL))
                        - skeleton.y(i, Joint.HEAD_TOP));
            }
        }
        assertThat(seen).isGreaterThan(135);
        Collections.sort(heights);
        // by eye she measures 412 pixels from crown to sole in frame 120; the heel lies a little above the sole
        assertThat(heights.get(heights.size() / 2)).isCloseTo(400, within(25.0));
        assertThat(skeleton.confidence(5, Joint.LEFT_HIP))
                .as("before she comes")
                .isZero();
        assertThat(track.others()).as("the man").isNotEmpty();
    }

    /** In frame 120 the man is at about 1000, 610. */
    @Test
    void whoIsPointedAtIsFollowedAndNobodyIsWhereNobodyIs() throws Exception {
        Path walk = shared.resolve(WALK);
        assumeTrue(Files.isRegularFile(walk), walk + " is missing");
        DnnEstimator estimator = estimator("blazepose-lite");
        PoseTrack woman = estimator.estimate(
                walk, VideoLimits.DEFAULT, new PersonAt(4, 835 / 1768.0, 700 / 994.0), Progress.NONE);
        assertThat(woman.skeleton().x(120, Joint.LEFT_HIP)).isCloseTo(835, within(60.0));

        assertThatThrownBy(
                        () -> estimator.estimate(walk, VideoLimits.DEFAULT, new PersonAt(4, 0.02, 0.05), Progress.NONE))
                .isInstanceOfSatisfying(
                        PoseRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_PERSON))
                .hasMessageContaining("4.00 s")
                .hasMessageContaining("2 % of the picture's width");
    }

    /** Two seconds of the same walk, by a network that brings no person detector and knows no feet. */
    @Test
    void moveNetFindsTheWalkerByItself() throws Exception {
        Path walk = shared.resolve(WALK);
        assumeTrue(Files.isRegularFile(walk), walk + " is missing");
        PoseTrack track = estimator("movenet-lightning")
                .estimate(excerpt(walk, 80, 120), VideoLimits.DEFAULT, null, Progress.NONE);

        SkeletonOverTime skeleton = track.skeleton();
        double scale = 540.0 / 994;
        for (int i = 4; i < 40; i += 4) {
            double expected = (1231 - 10.3 * i) * scale;
            assertThat(skeleton.x(i, Joint.RIGHT_HIP)).as("hip in frame %d", i).isCloseTo(expected, within(60 * scale));
            assertThat(skeleton.y(i, Joint.RIGHT_ANKLE))
                    .as("ankle in frame %d", i)
                    .isBetween(860 * scale, 940 * scale);
        }
        assertThat(skeleton.confidence(20, Joint.LEFT_HEEL)).isZero();
        assertThat(track.notes()).singleElement().asString().contains("heels");
    }

    private Path excerpt(Path video, int from, int to) throws Exception {
        Path excerpt = folder.resolve("excerpt.mp4");
        try (VideoReader reader = VideoReader.open(video, VideoLimits.DEFAULT);
                VideoWriter writer = VideoWriter.create(excerpt, 960, 540, 30, VideoCodec.H264)) {
            for (VideoFrame frame = reader.next(); frame != null && frame.index() < to; frame = reader.next()) {
                if (frame.index() >= from) {
                    writer.write(frame.bgr());
                }
            }
        }
        return excerpt;
    }

    @Test
    void anEmptySceneHasNobody() throws Exception {
        Path empty = folder.resolve("empty.mp4");
        try (VideoWriter writer = VideoWriter.create(empty, 640, 360, 10, VideoCodec.MPEG4)) {
            for (int i = 0; i < 12; i++) {
                writer.write(new byte[640 * 360 * 3]);
            }
        }
        assertThatThrownBy(() -> estimator("blazepose-lite").estimate(empty, VideoLimits.DEFAULT, null, Progress.NONE))
                .isInstanceOfSatisfying(
                        PoseRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_PERSON))
                .hasMessageContaining("No person");
    }

    @Test
    void aCancelledEstimateStops() throws Exception {
        Path walk = shared.resolve(WALK);
        assumeTrue(Files.isRegularFile(walk), walk + " is missing");
        Progress cancelled = (stage, share) -> {
            throw new CancellationException("not wanted any more");
        };
        assertThatThrownBy(() -> estimator("movenet-lightning").estimate(walk, VideoLimits.DEFAULT, null, cancelled))
                .isInstanceOf(CancellationException.class);
    }
}
