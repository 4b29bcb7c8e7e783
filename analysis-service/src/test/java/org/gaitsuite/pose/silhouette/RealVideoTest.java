package org.gaitsuite.pose.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoLimits;
import org.junit.jupiter.api.Test;

/** Film of real people, which is not part of the project: looked for in the folder that GAIT_SHARED names. */
class RealVideoTest {
    /** Strikes of the demo as counted by eye, give or take a frame, at 30 frames a second. */
    private static final int[] STRIKE_FRAMES = {60, 79, 98, 116, 134, 152, 171};

    private static Path video(String name) {
        String named = System.getProperty("GAIT_SHARED", System.getenv("GAIT_SHARED"));
        Path shared = named == null || named.isBlank() ? Path.of("../../shared") : Path.of(named);
        Path file = shared.resolve("data/videos").resolve(name);
        assumeTrue(Files.exists(file), () -> "not tested: there is no " + file);
        return file;
    }

    @Test
    void theWalkingWomanIsFollowedPastTheJumpingMan() throws Exception {
        PoseTrack track = new SilhouetteEstimator()
                .estimate(video("sports2d-demo.mp4"), VideoLimits.DEFAULT, null, Progress.NONE);
        GaitResult result = GaitAnalyzer.analyze(track.skeleton(), Subject.ofHeight(1.65), GaitOptions.DEFAULT);
        assertThat(result.direction()).isEqualTo(WalkingDirection.LEFT);
        double[] strikes = result.events().stream()
                .filter(e -> e.type() == EventType.HEEL_STRIKE)
                .mapToDouble(e -> e.timeSeconds() * 30)
                .toArray();
        assertThat(strikes).hasSize(STRIKE_FRAMES.length);
        for (int i = 0; i < strikes.length; i++) {
            assertThat(strikes[i]).as("strike %d", i).isCloseTo(STRIKE_FRAMES[i], within(3.0));
        }
        Side first = result.events().stream()
                .filter(e -> e.type() == EventType.HEEL_STRIKE && e.timeSeconds() > 3)
                .map(GaitEvent::side)
                .findFirst()
                .orElseThrow();
        assertThat(first).as("the far leg strikes after 3 s").isEqualTo(Side.RIGHT);
    }

    @Test
    void peopleWhoStandAtATableAreNoWalk() {
        Path file = video("one-by-one.mp4");
        PoseRefused refused = catchThrowableOfType(
                PoseRefused.class,
                () -> new SilhouetteEstimator().estimate(file, VideoLimits.DEFAULT, null, Progress.NONE));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.reason()).isEqualTo(PoseRefused.Reason.NO_WALK);
    }
}
