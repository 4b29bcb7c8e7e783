package org.gaitsuite.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.junit.jupiter.api.Test;

/** Keypoints with the faults that were asked for, and no others. */
class TrackedWalkTest {
    private final SkeletonOverTime truth =
            PhantomWalk.truth(PhantomSettings.randomTracked(2, 60)).pixels();

    private static double sdOfNoise(SkeletonOverTime a, SkeletonOverTime b, int lag) {
        double products = 0;
        int n = 0;
        for (int f = lag; f < a.frames(); f++) {
            double now = a.x(f, Joint.LEFT_KNEE) - b.x(f, Joint.LEFT_KNEE);
            double before = a.x(f - lag, Joint.LEFT_KNEE) - b.x(f - lag, Joint.LEFT_KNEE);
            products += now * before;
            n++;
        }
        return Math.sqrt(Math.max(0, products / n));
    }

    @Test
    void noiseHasTheSizeAskedForAndIsNewInEveryFrame() {
        TrackedWalk walk = TrackedWalk.of(truth, TrackerFaults.noise(4), 1);
        assertThat(sdOfNoise(walk.skeleton(), truth, 0)).isCloseTo(4, within(0.4));
        assertThat(sdOfNoise(walk.skeleton(), truth, 1)).isLessThan(1.2);
    }

    @Test
    void noiseThatLastsIsAlikeFromFrameToFrame() {
        TrackedWalk walk = TrackedWalk.of(truth, TrackerFaults.noise(4).lasting(0.1), 1);
        assertThat(sdOfNoise(walk.skeleton(), truth, 0)).isCloseTo(4, within(0.8));
        assertThat(sdOfNoise(walk.skeleton(), truth, 1)).isGreaterThan(3);
    }

    @Test
    void theAskedShareOfFramesIsExchangedAndTheRestIsNot() {
        TrackedWalk walk =
                TrackedWalk.of(truth, TrackerFaults.noise(1).exchanging(0.1, TrackerFaults.Extent.ANKLE_AND_FOOT), 3);
        int exchanged = 0;
        for (int f = 0; f < truth.frames(); f++) {
            boolean moved =
                    walk.skeleton().x(f, Joint.LEFT_ANKLE) != walk.unexchanged().x(f, Joint.LEFT_ANKLE);
            assertThat(moved).isEqualTo(walk.exchanged()[f]);
            assertThat(walk.skeleton().x(f, Joint.LEFT_KNEE))
                    .isEqualTo(walk.unexchanged().x(f, Joint.LEFT_KNEE));
            exchanged += moved ? 1 : 0;
        }
        assertThat(exchanged / (double) truth.frames()).isCloseTo(0.1, within(0.005));
    }

    @Test
    void hiddenLegsAndLostFramesAreAsManyAsAsked() {
        TrackedWalk hidden = TrackedWalk.of(truth, TrackerFaults.noise(1).hiding(0.2), 4);
        int unseen = 0;
        for (int f = 0; f < truth.frames(); f++) {
            boolean left = Double.isNaN(hidden.skeleton().x(f, Joint.LEFT_ANKLE));
            boolean right = Double.isNaN(hidden.skeleton().x(f, Joint.RIGHT_ANKLE));
            assertThat(left && right).as("both legs at once").isFalse();
            unseen += left || right ? 1 : 0;
        }
        assertThat(unseen / (double) truth.frames()).isCloseTo(0.2, within(0.02));
        TrackedWalk dropped = TrackedWalk.of(truth, TrackerFaults.noise(1).dropping(0.1), 4);
        assertThat(dropped.skeleton().frames() / (double) truth.frames()).isCloseTo(0.9, within(0.03));
    }

    @Test
    void theSameSeedMakesTheSameKeypoints() {
        TrackerFaults faults = TrackerFaults.noise(2).exchanging(0.1, TrackerFaults.Extent.ANY);
        assertThat(TrackedWalk.of(truth, faults, 7).skeleton().xOf(Joint.RIGHT_TOE))
                .isEqualTo(TrackedWalk.of(truth, faults, 7).skeleton().xOf(Joint.RIGHT_TOE));
    }

    @Test
    void faultsThatNoTrackerHasAreRefused() {
        assertThatThrownBy(() -> TrackerFaults.noise(-1)).hasMessageContaining("noise is -1");
        assertThatThrownBy(() -> TrackerFaults.noise(1).dropping(0.7)).hasMessageContaining("dropped share");
    }
}
