package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceGateTest {
    /** A whole walk in which every landmark of every frame has a confidence of its own between 0 and 1; some are exactly 0, 0.3, 0.5 and 1. */
    private static SkeletonOverTime doubtful() {
        SkeletonOverTime sure = Walks.pixels();
        return Skeletons.make(sure.frame(), sure.timesSeconds(), (f, joint) ->
                new double[] {sure.x(f, joint), sure.y(f, joint), (7 * f + 3 * joint.ordinal()) % 11 / 10.0});
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.5, 1})
    void exactlyTheLandmarksBelowItAreDropped(double gate) {
        SkeletonOverTime skeleton = doubtful();
        Landmarks seen = Landmarks.of(skeleton, gate);
        for (Joint joint : Joint.values()) {
            for (int f = 0; f < skeleton.frames(); f++) {
                double confidence = skeleton.confidence(f, joint);
                boolean there = Double.isFinite(skeleton.x(f, joint)) && confidence > 0;
                assertThat(seen.known(joint, f))
                        .as("%s with %.1f", joint, confidence)
                        .isEqualTo(there && confidence >= gate);
            }
        }
    }

    /** Trackers write a place, often the picture's corner, even where they found nothing. */
    @Test
    void noConfidenceAtAllIsNeverSeen() {
        SkeletonOverTime corner = Skeletons.make(
                CoordinateFrame.IMAGE_PIXELS, new double[] {0, 0.04}, (f, joint) -> new double[] {0, 0, 0});
        assertThat(Landmarks.of(corner, 0).x(Joint.LEFT_KNEE)).containsOnly(Double.NaN);
    }

    @Test
    void anAnalysisUsesTheGateItIsGiven() throws NoWalkFound {
        SkeletonOverTime sure = Walks.pixels();
        SkeletonOverTime unsureToe = Skeletons.make(sure.frame(), sure.timesSeconds(), (f, joint) ->
                new double[] {sure.x(f, joint), sure.y(f, joint), joint == Joint.RIGHT_TOE ? 0.4 : 0.9});
        assertThat(toe(unsureToe, GaitOptions.DEFAULT)).doesNotContain(Double.NaN);
        assertThat(toe(unsureToe, GaitOptions.DEFAULT.trusting(0.4))).doesNotContain(Double.NaN);
        assertThat(toe(unsureToe, GaitOptions.DEFAULT.trusting(0.41))).containsOnly(Double.NaN);
    }

    private static double[] toe(SkeletonOverTime skeleton, GaitOptions options) throws NoWalkFound {
        double[] toe = Preparation.of(skeleton, options).landmarks().x(Joint.RIGHT_TOE);
        return Arrays.copyOfRange(toe, toe.length / 4, 3 * toe.length / 4);
    }
}
