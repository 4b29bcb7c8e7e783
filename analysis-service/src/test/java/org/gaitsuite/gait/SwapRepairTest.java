package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Landmarks under the name of the other leg. */
class SwapRepairTest {
    private final TestWalker walker = new TestWalker();

    private static Set<Joint> joints(SwapReport.Extent extent) {
        return switch (extent) {
            case LEG -> EnumSet.range(Joint.LEFT_HIP, Joint.RIGHT_TOE);
            case BELOW_HIP -> EnumSet.range(Joint.LEFT_KNEE, Joint.RIGHT_TOE);
            case ANKLE_AND_FOOT -> EnumSet.range(Joint.LEFT_ANKLE, Joint.RIGHT_TOE);
            case FOOT -> EnumSet.range(Joint.LEFT_HEEL, Joint.RIGHT_TOE);
            case HIP -> EnumSet.of(Joint.LEFT_HIP, Joint.RIGHT_HIP);
        };
    }

    private static SkeletonOverTime exchanged(SkeletonOverTime s, SwapReport.Extent extent, IntPredicate frames) {
        return Skeletons.make(s.frame(), s.timesSeconds(), (f, joint) -> {
            Joint source = frames.test(f) && joints(extent).contains(joint) ? joint.mirrored() : joint;
            return new double[] {s.x(f, source), s.y(f, source), s.confidence(f, source)};
        });
    }

    private static long framesThatDiffer(SkeletonOverTime a, SkeletonOverTime b) {
        long differ = 0;
        for (int f = 0; f < a.frames(); f++) {
            boolean same = true;
            for (Joint joint : EnumSet.range(Joint.LEFT_KNEE, Joint.RIGHT_TOE)) {
                same &= Double.compare(a.x(f, joint), b.x(f, joint)) == 0;
            }
            differ += same ? 0 : 1;
        }
        return differ;
    }

    @ParameterizedTest
    @EnumSource(
            value = SwapReport.Extent.class,
            names = {"LEG", "ANKLE_AND_FOOT", "FOOT"})
    void theReportNamesTheFramesAndWhatWasExchangedInThem(SwapReport.Extent extent) {
        SkeletonOverTime clean = walker.metres();
        SwapRepair.Repaired repaired =
                SwapRepair.repair(exchanged(clean, extent, f -> f == 30 || (f >= 100 && f < 140)));
        assertThat(repaired.report().frames()).isEqualTo(41);
        assertThat(repaired.report().ranges())
                .containsExactly(new SwapReport.Range(extent, 30, 31), new SwapReport.Range(extent, 100, 140));
        assertThat(framesThatDiffer(repaired.skeleton(), clean)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"25, 0", "25, 0.03", "30, 0.02", "60, 0.02", "120, 0", "120, 0.03"})
    void aWalkWithoutExchangesStaysAsItIs(double rate, double noise) {
        walker.rateHertz = rate;
        walker.noiseMetres = noise;
        walker.seconds = 12;
        SwapRepair.Repaired repaired = SwapRepair.repair(walker.metres());
        assertThat(repaired.report()).isEqualTo(SwapReport.NONE);
    }

    @ParameterizedTest
    @CsvSource({"25, 0.01", "30, 0.02", "60, 0.02", "120, 0.02"})
    void anExchangeInEveryFifthFrameIsUndone(double rate, double noise) {
        walker.rateHertz = rate;
        walker.noiseMetres = noise;
        walker.seconds = 12;
        SkeletonOverTime clean = walker.metres();
        SwapRepair.Repaired repaired =
                SwapRepair.repair(exchanged(clean, SwapReport.Extent.LEG, f -> f % 5 == 2 && f % 7 != 0));
        assertThat(framesThatDiffer(repaired.skeleton(), clean)).isLessThanOrEqualTo(clean.frames() / 500);
    }

    @Test
    void aTrackerThatIsWrongForSecondsIsPutRightWhileItIsRightMoreOften() {
        walker.noiseMetres = 0.01;
        walker.seconds = 20;
        SkeletonOverTime clean = walker.metres();
        SwapRepair.Repaired repaired =
                SwapRepair.repair(exchanged(clean, SwapReport.Extent.LEG, f -> f >= 500 && f < 1000));
        assertThat(framesThatDiffer(repaired.skeleton(), clean)).isLessThanOrEqualTo(2);
    }

    /** Long enough that nothing can be followed: what tells is whose turn it is. */
    @ParameterizedTest
    @CsvSource({"25, 0.3", "30, 0.5", "60, 0.8", "120, 1.4"})
    void legsTakenUpTheWrongWayRoundAfterAGapArePutRight(double rate, double gapSeconds) {
        walker.rateHertz = rate;
        walker.noiseMetres = 0.01;
        walker.seconds = 12;
        int first = (int) (4 * rate);
        int second = (int) (7.3 * rate);
        int gap = (int) (gapSeconds * rate);
        SkeletonOverTime clean = Skeletons.seenOnly(
                walker.metres(),
                (f, joint) -> joint.ordinal() < Joint.LEFT_KNEE.ordinal()
                        || !(f >= first && f < first + gap || f >= second && f < second + gap));
        assertThat(SwapRepair.repair(clean).report()).isEqualTo(SwapReport.NONE);
        SwapRepair.Repaired repaired =
                SwapRepair.repair(exchanged(clean, SwapReport.Extent.LEG, f -> f >= first + gap && f < second));
        assertThat(framesThatDiffer(repaired.skeleton(), clean)).isLessThanOrEqualTo(1);
    }

    @Test
    void aLegThatComesIntoThePictureAloneKeepsItsName() {
        SkeletonOverTime clean = walker.metres();
        SkeletonOverTime entering = Skeletons.seenOnly(
                clean, (f, joint) -> f > 40 + 9 * (joint.ordinal() % 7) || joint.side() == Side.RIGHT && f > 20);
        assertThat(SwapRepair.repair(entering).report().frames()).isZero();
    }

    @Test
    void whereNothingIsKnownOfTheLegsNothingIsChanged() {
        SkeletonOverTime hidden = Skeletons.seenOnly(walker.metres(), (f, joint) -> joint == Joint.NOSE);
        assertThat(SwapRepair.repair(hidden).report()).isEqualTo(SwapReport.NONE);
    }

    @Test
    void rangesAreThoseOfUnbrokenStretchesOfOneExtent() {
        SwapReport report = SwapReport.of(new byte[] {0, 1, 1, 4, 0, 4});
        assertThat(report.frames()).isEqualTo(4);
        assertThat(report.ranges())
                .isEqualTo(List.of(
                        new SwapReport.Range(SwapReport.Extent.LEG, 1, 3),
                        new SwapReport.Range(SwapReport.Extent.FOOT, 3, 4),
                        new SwapReport.Range(SwapReport.Extent.FOOT, 5, 6)));
    }
}
