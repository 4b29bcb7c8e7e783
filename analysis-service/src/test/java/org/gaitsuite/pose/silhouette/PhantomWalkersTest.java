package org.gaitsuite.pose.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.phantom.Scene.SecondPerson;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole estimator on walkers whose truth is known. Bounds are about three times what is reached. */
class PhantomWalkersTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {2001, 2002, 2003})
    void eventsOfRandomWalkersAreFoundOnTimeAndOnTheRightSide(long seed) throws Exception {
        PhantomSettings settings = PhantomSettings.random(seed, 30);
        Measured measured = measure(settings);
        List<GaitEvent> strikes = of(EventType.HEEL_STRIKE, measured.result.events());
        List<GaitEvent> truths = of(EventType.HEEL_STRIKE, measured.truth.eventsInView());
        assertThat(strikes).hasSizeBetween(truths.size() - 1, truths.size() + 1);
        for (GaitEvent strike : strikes) {
            assertThat(of(EventType.HEEL_STRIKE, measured.truth.events()))
                    .as("truth of %s", strike)
                    .anySatisfy(truth -> {
                        assertThat(truth.side()).isEqualTo(strike.side());
                        assertThat(strike.timeSeconds()).isCloseTo(truth.timeSeconds(), within(0.05));
                    });
        }
    }

    @Test
    void landmarksOfTheSampleWalkLieOnTheBody() throws Exception {
        Measured measured = measure(PhantomSettings.sample());
        double stature = statureInPixels(measured.truth);
        for (String limb : new String[] {"HIP", "KNEE", "ANKLE", "HEEL", "TOE"}) {
            for (Joint joint : new Joint[] {Joint.valueOf("LEFT_" + limb), Joint.valueOf("RIGHT_" + limb)}) {
                assertThat(medianDistance(measured, joint) / stature)
                        .as("%s, in statures", joint)
                        .isLessThan(0.03);
            }
        }
        assertThat(medianDistance(measured, Joint.HEAD_TOP) / stature).isLessThan(0.03);
    }

    @Test
    void theSecondPersonIsLeftAlone() throws Exception {
        Measured measured = measure(PhantomSettings.sample().toBuilder()
                .picture(640, 360)
                .direction(WalkingDirection.LEFT)
                .secondPerson(SecondPerson.WALKS_PAST)
                .build());
        assertThat(measured.result.direction()).isEqualTo(WalkingDirection.LEFT);
        assertThat(medianDistance(measured, Joint.LEFT_KNEE) / statureInPixels(measured.truth))
                .isLessThan(0.04);
    }

    private record Measured(PhantomTruth truth, PoseTrack track, GaitResult result) {}

    private Measured measure(PhantomSettings settings) throws Exception {
        Path video = folder.resolve("walk.mp4");
        PhantomTruth truth = PhantomWalk.render(settings, video);
        PoseTrack track = new SilhouetteEstimator().estimate(video, VideoLimits.DEFAULT, null, Progress.NONE);
        GaitResult result =
                GaitAnalyzer.analyze(track.skeleton(), Subject.ofHeight(settings.height()), GaitOptions.DEFAULT);
        return new Measured(truth, track, result);
    }

    private static List<GaitEvent> of(EventType type, List<GaitEvent> events) {
        return events.stream().filter(e -> e.type() == type).toList();
    }

    private static double statureInPixels(PhantomTruth truth) {
        int middle = truth.pixels().frames() / 2;
        double feet = Math.max(
                truth.pixels().y(middle, Joint.LEFT_HEEL), truth.pixels().y(middle, Joint.RIGHT_HEEL));
        return feet - truth.pixels().y(middle, Joint.HEAD_TOP);
    }

    /** Over the frames that have the landmark, of which there must be at least two seconds. */
    private static double medianDistance(Measured measured, Joint joint) {
        SkeletonOverTime found = measured.track.skeleton();
        SkeletonOverTime truth = measured.truth.pixels();
        double[] distances = new double[found.frames()];
        int n = 0;
        for (int f = 0; f < found.frames() && f < truth.frames(); f++) {
            if (found.confidence(f, joint) > 0) {
                distances[n++] =
                        Math.hypot(found.x(f, joint) - truth.x(f, joint), found.y(f, joint) - truth.y(f, joint));
            }
        }
        assertThat(n).as("frames with %s", joint).isGreaterThan(60);
        double[] sorted = Arrays.copyOf(distances, n);
        Arrays.sort(sorted);
        return sorted[n / 2];
    }
}
