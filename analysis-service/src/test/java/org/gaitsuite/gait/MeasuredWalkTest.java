package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What motion files and tables are made of says the same as the parameters and curves of the result. */
class MeasuredWalkTest {
    private static final double PIXELS_PER_METRE = 200;

    private static GaitResult analyzed(Subject subject) throws NoWalkFound {
        TestWalker walker = new TestWalker();
        walker.noiseMetres = 0.002;
        return GaitAnalyzer.analyze(walker.pixels(PIXELS_PER_METRE, 100), subject, GaitOptions.DEFAULT);
    }

    private static double mean(MeasuredWalk walk, Side side, ToDoubleFunction<GaitCycle> value) {
        return walk.cycles().stream()
                .filter(cycle -> cycle.stride().side() == side)
                .mapToDouble(value)
                .filter(Double::isFinite)
                .average()
                .orElseThrow();
    }

    @Test
    void theMeanOverTheCyclesIsTheParameter() throws NoWalkFound {
        GaitResult result = analyzed(Subject.ofHeight(1.70));
        for (Side side : Side.values()) {
            assertMean(result, "stride_time", side, cycle -> cycle.stride().seconds());
            assertMean(result, "stance_time", side, cycle -> cycle.stride().stanceSeconds());
            assertMean(
                    result, "double_support_time", side, cycle -> cycle.stride().doubleSupportSeconds());
            assertMean(result, "stride_length", side, GaitCycle::strideMetres);
            assertMean(result, "hip_rom", side, GaitCycle::hipRangeDegrees);
            assertMean(result, "knee_rom", side, GaitCycle::kneeRangeDegrees);
            assertMean(result, "ankle_rom", side, GaitCycle::ankleRangeDegrees);
            // The first step of a walk ends no cycle, so the two means are of nearly the same steps.
            assertThat(mean(result.walk(), side, GaitCycle::stepMetres))
                    .isCloseTo(Results.value(result, "step_length", side), within(0.005));
        }
        assertThat(result.walk().cycles().stream()
                        .mapToDouble(GaitCycle::metresPerSecond)
                        .average()
                        .orElseThrow())
                .isCloseTo(new TestWalker().speed(), within(0.03));
    }

    private static void assertMean(GaitResult result, String name, Side side, ToDoubleFunction<GaitCycle> value) {
        assertThat(mean(result.walk(), side, value))
                .as("%s of the %s side", name, side)
                .isCloseTo(Results.value(result, name, side), within(1e-9));
    }

    @Test
    void landmarksAreInMetresForwardAndUpFromTheGround() throws NoWalkFound {
        SkeletonOverTime landmarks = analyzed(Subject.ofHeight(1.70)).walk().landmarks();
        SkeletonOverTime truth = new TestWalker().metres();
        assertThat(landmarks.frame()).isEqualTo(CoordinateFrame.SAGITTAL_METRES);
        assertThat(landmarks.frames()).isEqualTo(truth.frames());
        int frame = 200;
        double start = landmarks.x(0, Joint.LEFT_HIP) - truth.x(0, Joint.LEFT_HIP);
        assertThat(landmarks.x(frame, Joint.LEFT_HIP) - start)
                .isCloseTo(truth.x(frame, Joint.LEFT_HIP), within(0.02 * truth.x(frame, Joint.LEFT_HIP)));
        assertThat(landmarks.y(frame, Joint.NOSE)).isCloseTo(truth.y(frame, Joint.NOSE), within(0.05));
    }

    @Test
    void framesBeforeAndAfterTheWalkerAreLeftOut() throws NoWalkFound {
        SkeletonOverTime filmed = new TestWalker().pixels(PIXELS_PER_METRE, 100);
        int entering = 20;
        SkeletonOverTime entered = Skeletons.make(filmed.frame(), filmed.timesSeconds(), (f, joint) -> {
            boolean seen = f >= entering && f < filmed.frames() - 30;
            return seen
                    ? new double[] {filmed.x(f, joint), filmed.y(f, joint), 0.9}
                    : new double[] {Double.NaN, Double.NaN, 0};
        });
        MeasuredWalk walk = GaitAnalyzer.analyze(entered, Subject.UNKNOWN, GaitOptions.DEFAULT)
                .walk();
        assertThat(walk.landmarks().frames()).isEqualTo(filmed.frames() - 50);
        assertThat(walk.landmarks().timeSeconds(0)).isEqualTo(filmed.timeSeconds(entering));
        assertThat(walk.angles())
                .allSatisfy(angle -> assertThat(angle.degrees()).hasSize(filmed.frames() - 50));
    }

    @Test
    void aWalkerWhoGoesLeftGoesForward() throws NoWalkFound {
        SkeletonOverTime towardsRight = new TestWalker().pixels(PIXELS_PER_METRE, 100);
        GaitResult right = GaitAnalyzer.analyze(towardsRight, Subject.UNKNOWN, GaitOptions.DEFAULT);
        GaitResult left =
                GaitAnalyzer.analyze(Skeletons.mirrored(towardsRight, 3000), Subject.UNKNOWN, GaitOptions.DEFAULT);
        double way = right.walk().landmarks().x(300, Joint.RIGHT_HIP)
                - right.walk().landmarks().x(60, Joint.RIGHT_HIP);
        assertThat(way).isPositive();
        assertThat(left.walk().landmarks().x(300, Joint.LEFT_HIP)
                        - left.walk().landmarks().x(60, Joint.LEFT_HIP))
                .isCloseTo(way, within(1e-6));
    }

    @Test
    void withoutAScaleLandmarksStayInPixelsAndLengthsAreUnknown() throws NoWalkFound {
        MeasuredWalk walk = analyzed(Subject.UNKNOWN).walk();
        assertThat(walk.landmarks().frame()).isEqualTo(CoordinateFrame.UPRIGHT_PIXELS);
        assertThat(walk.landmarks().y(100, Joint.NOSE))
                .isCloseTo(PIXELS_PER_METRE * 0.903 * 1.70, within(0.03 * PIXELS_PER_METRE));
        assertThat(walk.cycles()).isNotEmpty().allSatisfy(cycle -> {
            assertThat(cycle.strideMetres()).isNaN();
            assertThat(cycle.stepMetres()).isNaN();
            assertThat(cycle.metresPerSecond()).isNaN();
            assertThat(cycle.toeClearanceMetres()).isNaN();
            assertThat(cycle.kneeRangeDegrees()).isGreaterThan(20);
        });
    }

    @Test
    void anAngleOverTimeGivesTheMeanCurveOverItsCycles() throws NoWalkFound {
        GaitResult result = analyzed(Subject.UNKNOWN);
        MeasuredWalk walk = result.walk();
        for (AngleOverTime angle : walk.angles()) {
            Signal signal = new Signal(walk.landmarks().timesSeconds(), angle.degrees());
            double atForty = walk.cycles().stream()
                    .filter(cycle -> cycle.stride().side() == angle.side())
                    .mapToDouble(cycle -> signal.at(cycle.stride().at(0.4)))
                    .average()
                    .orElseThrow();
            GaitCurve curve = result.curves().stream()
                    .filter(c -> c.name().equals(angle.name()) && c.side() == angle.side())
                    .findFirst()
                    .orElseThrow();
            assertThat(atForty)
                    .as("%s, straight lines between frames against a spline", angle.name())
                    .isCloseTo(curve.mean()[40], within(0.05));
        }
    }
}
