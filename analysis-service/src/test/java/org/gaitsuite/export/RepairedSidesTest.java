package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;
import org.junit.jupiter.api.Test;

class RepairedSidesTest {
    /** Frames about the middle of single supports, in which the legs are exchanged. */
    private static final Set<Integer> SWAPPED = Set.of(70, 71, 72, 95, 96);

    @Test
    void legsThatWereTakenForEachOtherAreDrawnOnTheirOwnSide() throws Exception {
        for (WalkingDirection direction : List.of(WalkingDirection.LEFT, WalkingDirection.RIGHT)) {
            SkeletonOverTime truth = PhantomWalk.truth(PhantomSettings.sample().toBuilder()
                            .direction(direction)
                            .build())
                    .pixels();
            SkeletonOverTime seen = swapped(truth);
            GaitResult result = GaitAnalyzer.analyze(seen, Subject.ofHeight(1.75), GaitOptions.DEFAULT);
            SkeletonOverTime drawn = RepairedSides.of(seen, result.walk(), 1);
            for (int frame : SWAPPED) {
                assertThat(seen.x(frame, Joint.LEFT_TOE)).isEqualTo(truth.x(frame, Joint.RIGHT_TOE));
                assertThat(drawn.x(frame, Joint.LEFT_TOE)).isEqualTo(truth.x(frame, Joint.LEFT_TOE));
                assertThat(drawn.y(frame, Joint.RIGHT_KNEE)).isEqualTo(truth.y(frame, Joint.RIGHT_KNEE));
                assertThat(drawn.x(frame, Joint.LEFT_WRIST)).isEqualTo(seen.x(frame, Joint.LEFT_WRIST));
            }
            assertThat(drawn.xOf(Joint.LEFT_ANKLE)).isEqualTo(truth.xOf(Joint.LEFT_ANKLE));
        }
    }

    private static SkeletonOverTime swapped(SkeletonOverTime of) {
        int joints = Joint.values().length;
        double[][] x = new double[of.frames()][joints];
        double[][] y = new double[of.frames()][joints];
        double[][] confidence = new double[of.frames()][joints];
        for (int frame = 0; frame < of.frames(); frame++) {
            for (Joint joint : Joint.values()) {
                Joint from = SWAPPED.contains(frame) ? joint.mirrored() : joint;
                x[frame][joint.ordinal()] = of.x(frame, from);
                y[frame][joint.ordinal()] = of.y(frame, from);
                confidence[frame][joint.ordinal()] = of.confidence(frame, from);
            }
        }
        return new SkeletonOverTime(of.frame(), of.timesSeconds(), x, y, confidence);
    }
}
