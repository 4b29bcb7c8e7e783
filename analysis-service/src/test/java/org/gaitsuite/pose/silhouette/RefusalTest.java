package org.gaitsuite.pose.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Random;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoCodec;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that is no walk is refused with its own reason. */
class RefusalTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int FRAMES = 75;

    @TempDir
    private Path folder;

    /** What is in the picture at a time, over a wall of random bricks. */
    @FunctionalInterface
    private interface Staging {
        boolean body(int frame, int x, int y);
    }

    @Test
    void anEmptyRoomHasNobody() throws Exception {
        PoseRefused refused = refusal((frame, x, y) -> false, 0);
        assertThat(refused.reason()).isEqualTo(PoseRefused.Reason.NO_PERSON);
        assertThat(refused).hasMessageContaining("Nobody");
    }

    @Test
    void somebodyWhoAppearsAndStandsDoesNotWalk() throws Exception {
        PoseRefused refused =
                refusal((frame, x, y) -> frame > 40 && Math.hypot((x - 150) / 14.0, (y - 110) / 50.0) < 1, 0);
        assertThat(refused.reason()).isEqualTo(PoseRefused.Reason.NO_WALK);
        assertThat(refused).hasMessageContaining("nobody walks across");
    }

    @Test
    void somethingThatGlidesWithoutLegsDoesNotWalk() throws Exception {
        PoseRefused refused =
                refusal((frame, x, y) -> Math.hypot((x - 30 - 3.5 * frame) / 14.0, (y - 110) / 50.0) < 1, 0);
        assertThat(refused.reason()).isEqualTo(PoseRefused.Reason.NO_WALK);
        assertThat(refused).hasMessageContaining("legs");
    }

    @Test
    void feetOutsideOfThePictureAreNamed() throws Exception {
        PoseRefused refused =
                refusal((frame, x, y) -> Math.hypot((x - 30 - 3.5 * frame) / 14.0, (y - 150) / 60.0) < 1, 0);
        assertThat(refused.reason()).isEqualTo(PoseRefused.Reason.NO_WALK);
        assertThat(refused).hasMessageContaining("feet");
    }

    @Test
    void aPanningCameraIsNamed() throws Exception {
        PoseRefused refused = refusal((frame, x, y) -> false, 1);
        assertThat(refused.reason()).isEqualTo(PoseRefused.Reason.CAMERA_MOVES);
        assertThat(refused).hasMessageContaining("tripod");
    }

    private PoseRefused refusal(Staging staging, int pixelsAFrame) throws Exception {
        Path video = folder.resolve("scene.mp4");
        try (VideoWriter writer = VideoWriter.create(video, WIDTH, HEIGHT, 25, VideoCodec.H264)) {
            Random noise = new Random(5);
            byte[] bgr = new byte[WIDTH * HEIGHT * 3];
            for (int frame = 0; frame < FRAMES; frame++) {
                for (int i = 0; i < WIDTH * HEIGHT; i++) {
                    int x = i % WIDTH;
                    int y = i / WIDTH;
                    int wall = brick(x + pixelsAFrame * frame, y) + (int) Math.round(2 * noise.nextGaussian());
                    for (int c = 0; c < 3; c++) {
                        bgr[3 * i + c] = (byte) (staging.body(frame, x, y) ? 20 + 60 * c : wall);
                    }
                }
                writer.write(bgr);
            }
        }
        PoseRefused refused = catchThrowableOfType(
                PoseRefused.class,
                () -> new SilhouetteEstimator().estimate(video, VideoLimits.DEFAULT, null, Progress.NONE));
        assertThat(refused).as("refusal").isNotNull();
        return refused;
    }

    private static int brick(int x, int y) {
        return 120 + new Random(31L * (x / 9) + y / 7).nextInt(90);
    }
}
