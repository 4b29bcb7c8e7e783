package org.gaitsuite.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingDirection;
import org.junit.jupiter.api.Test;

/** What the truth says agrees with what was asked and with itself. */
class PhantomTruthTest {
    @Test
    void cadenceAndSpeedAreTheOnesAsked() {
        PhantomTruth truth = PhantomWalk.truth(
                PhantomSettings.builder().cadence(97).speed(1.05).duration(9).build());
        double[] strikes = truth.times(EventType.HEEL_STRIKE, Side.LEFT);
        int strides = strikes.length - 1;
        assertThat(strides * 120 / (strikes[strides] - strikes[0])).isCloseTo(97, within(1e-9));
        assertThat(truth.parameter("cadence", null)).isCloseTo(97, within(1e-9));
        SkeletonOverTime metres = truth.metres();
        int stride = (int) Math.round(30 * 120 / 97.0 * 5);
        double went = metres.x(stride, Joint.NECK) - metres.x(0, Joint.NECK);
        assertThat(went / metres.timeSeconds(stride)).isCloseTo(1.05, within(0.01));
        assertThat(truth.parameter("walking_speed", null)).isCloseTo(1.05, within(1e-9));
        assertThat(truth.parameter("stride_length", Side.LEFT)).isCloseTo(1.05 * 120 / 97, within(1e-9));
    }

    @Test
    void stepsAreAsUnevenAsAsked() {
        PhantomTruth truth = PhantomWalk.truth(PhantomSettings.builder()
                .asymmetry(new Asymmetry(1.3, 0.9, 1, 1))
                .duration(8)
                .build());
        double[] left = truth.times(EventType.HEEL_STRIKE, Side.LEFT);
        double[] right = truth.times(EventType.HEEL_STRIKE, Side.RIGHT);
        double stride = left[1] - left[0];
        double leftStep = Math.floorMod((long) ((left[1] - right[0]) * 1e9), (long) (stride * 1e9)) / 1e9;
        assertThat(leftStep / (stride - leftStep)).isCloseTo(0.9, within(1e-6));
        double leftLength = strideFootprint(truth, Side.LEFT, left[2]) - footprintBefore(truth, right, left[2]);
        double whole = truth.parameter("stride_length", Side.LEFT);
        assertThat(leftLength / (whole - leftLength)).isCloseTo(1.3, within(0.03));
        assertThat(truth.parameter("step_length", Side.LEFT) / truth.parameter("step_length", Side.RIGHT))
                .isCloseTo(1.3, within(1e-9));
    }

    /** The heel a little after landing, when the foot lies flat. */
    private static double strideFootprint(PhantomTruth truth, Side side, double strike) {
        int frame = (int) Math.round((strike + 0.2) * truth.settings().frameRate());
        return truth.metres().x(frame, Joint.of(side, "HEEL"));
    }

    private static double footprintBefore(PhantomTruth truth, double[] strikes, double before) {
        double last = Double.NaN;
        for (double strike : strikes) {
            last = strike < before ? strike : last;
        }
        return strideFootprint(truth, Side.RIGHT, last);
    }

    @Test
    void aStiffKneeBendsLessInSwing() {
        PhantomTruth truth = PhantomWalk.truth(PhantomSettings.builder()
                .asymmetry(new Asymmetry(1, 1, 0.75, 1))
                .build());
        double left = peak(truth.curve("knee_flexion", Side.LEFT).mean());
        double right = peak(truth.curve("knee_flexion", Side.RIGHT).mean());
        assertThat(left / right).isBetween(0.75, 0.88);
    }

    @Test
    void timesOfTheStrideAddUp() {
        PhantomTruth truth = PhantomWalk.truth(PhantomSettings.random(5, 30));
        for (Side side : Side.values()) {
            assertThat(truth.parameter("stance_time", side) + truth.parameter("swing_time", side))
                    .isCloseTo(truth.parameter("stride_time", side), within(1e-9));
        }
        double support = truth.parameter("double_support_time", null)
                + truth.parameter("single_support_time", Side.LEFT)
                + truth.parameter("single_support_time", Side.RIGHT);
        assertThat(support).isCloseTo(truth.parameter("stride_time", Side.LEFT), within(1e-9));
        assertThatThrownBy(() -> truth.parameter("gait_speed", null)).hasMessageContaining("gait_speed");
    }

    @Test
    void symmetryFollowsFromTheAskedRatios() {
        PhantomTruth even = PhantomWalk.truth(PhantomSettings.builder().build());
        assertThat(even.parameter("step_time_symmetry", null)).isCloseTo(0, within(1e-9));
        assertThat(even.parameter("phase_coordination_index", null)).isCloseTo(0, within(1e-9));
        PhantomTruth limp = PhantomWalk.truth(PhantomSettings.builder()
                .asymmetry(new Asymmetry(0.8, 1.2, 1, 1))
                .build());
        assertThat(limp.parameter("step_time_symmetry", null)).isCloseTo(-200 * 0.2 / 2.2, within(1e-9));
        assertThat(limp.parameter("step_length_symmetry", null)).isCloseTo(200 * 0.2 / 1.8, within(1e-9));
        assertThat(limp.parameter("phase_coordination_index", null)).isCloseTo(200 * (0.5 - 1 / 2.2), within(1e-9));
    }

    @Test
    void toesClearTheGroundByAboutAThumb() {
        for (long seed = 0; seed < 10; seed++) {
            PhantomTruth truth = PhantomWalk.truth(PhantomSettings.random(seed, 30));
            assertThat(truth.parameter("toe_clearance", Side.LEFT))
                    .as("metres, seed %d", seed)
                    .isBetween(0.004, 0.035);
        }
    }

    @Test
    void anglesOfFramesAndCurvesAgree() {
        PhantomTruth truth =
                PhantomWalk.truth(PhantomSettings.builder().frameRate(100).build());
        double strike = truth.times(EventType.HEEL_STRIKE, Side.RIGHT)[1];
        double stride = truth.parameter("stride_time", Side.RIGHT);
        for (String name : SagittalAngles.NAMES) {
            double[] degrees = truth.angle(name, Side.RIGHT).degrees();
            for (int percent = 5; percent <= 95; percent += 5) {
                double frame = (strike + stride * percent / 100) * 100;
                int whole = (int) frame;
                double there = degrees[whole] + (frame - whole) * (degrees[whole + 1] - degrees[whole]);
                assertThat(there)
                        .as("%s at %d %%", name, percent)
                        .isCloseTo(truth.curve(name, Side.RIGHT).mean()[percent], within(1.5));
            }
        }
    }

    @Test
    void anglesAreNeutralWhenStandingStraight() {
        PhantomTruth truth = PhantomWalk.truth(
                PhantomSettings.builder().leadIn(2).duration(5).build());
        for (Side side : Side.values()) {
            assertThat(truth.angle("knee_flexion", side).degrees()[0]).isBetween(0.0, 14.0);
            assertThat(truth.angle("hip_flexion", side).degrees()[0]).isBetween(-5.0, 14.0);
            assertThat(truth.angle("ankle_dorsiflexion", side).degrees()[0]).isBetween(-4.0, 10.0);
        }
    }

    @Test
    void walkingLeftIsSeenFromTheWalkersLeft() {
        PhantomTruth right = PhantomWalk.truth(
                PhantomSettings.builder().direction(WalkingDirection.RIGHT).build());
        PhantomTruth left = PhantomWalk.truth(
                PhantomSettings.builder().direction(WalkingDirection.LEFT).build());
        int last = right.pixels().frames() - 1;
        assertThat(right.pixels().x(last, Joint.NECK))
                .isGreaterThan(right.pixels().x(0, Joint.NECK) + 300);
        assertThat(left.pixels().x(last, Joint.NECK)).isLessThan(left.pixels().x(0, Joint.NECK) - 300);
        // The nearer foot is seen lower in the picture.
        assertThat(lowest(right, Joint.RIGHT_HEEL)).isGreaterThan(lowest(right, Joint.LEFT_HEEL));
        assertThat(lowest(left, Joint.LEFT_HEEL)).isGreaterThan(lowest(left, Joint.RIGHT_HEEL));
        assertThat(left.metres().xOf(Joint.NECK)).isEqualTo(right.metres().xOf(Joint.NECK));
    }

    @Test
    void whoComesTowardsTheCameraGrows() {
        PhantomTruth towards = PhantomWalk.truth(PhantomSettings.builder()
                .view(View.FRONTAL)
                .direction(WalkingDirection.TOWARDS_CAMERA)
                .build());
        PhantomTruth away = PhantomWalk.truth(PhantomSettings.builder()
                .direction(WalkingDirection.AWAY_FROM_CAMERA)
                .build());
        int last = towards.pixels().frames() - 1;
        assertThat(tall(towards, last)).isGreaterThan(1.5 * tall(towards, 0));
        assertThat(tall(away, last)).isLessThan(tall(away, 0) / 1.5);
        assertThat(towards.pixels().x(last, Joint.LEFT_HIP))
                .as("the walker's left is on the right of the picture")
                .isGreaterThan(towards.pixels().x(last, Joint.RIGHT_HIP));
        assertThat(towards.inView(last)).isTrue();
    }

    @Test
    void aTiltedCameraTurnsThePicture() {
        PhantomTruth level = PhantomWalk.truth(PhantomSettings.builder().build());
        PhantomTruth tilted =
                PhantomWalk.truth(PhantomSettings.builder().roll(10).build());
        assertThat(lean(level, 90)).isCloseTo(2, within(6.0));
        assertThat(lean(level, 90) - lean(tilted, 90))
                .as("the picture turns the other way")
                .isCloseTo(10, within(0.5));
    }

    @Test
    void truthDependsOnNothingButTheSettings() {
        PhantomTruth one = PhantomWalk.truth(PhantomSettings.random(9, 60));
        PhantomTruth two = PhantomWalk.truth(PhantomSettings.random(9, 60));
        assertThat(one.events()).isEqualTo(two.events());
        assertThat(one.pixels().xOf(Joint.LEFT_TOE)).isEqualTo(two.pixels().xOf(Joint.LEFT_TOE));
        PhantomTruth slower = PhantomWalk.truth(PhantomSettings.random(9, 30));
        assertThat(slower.events())
                .as("contacts do not depend on the frame rate")
                .isEqualTo(one.events());
    }

    @Test
    void randomWalkersCrossThePictureInSeveralSteps() {
        for (long seed = 0; seed < 60; seed++) {
            PhantomTruth truth = PhantomWalk.truth(PhantomSettings.random(seed, 30));
            assertThat(truth.eventsInView()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(6);
            assertThat(truth.settings().height()).isBetween(1.4, 1.95);
            assertThat(truth.settings().cadence()).isBetween(85.0, 130.0);
        }
    }

    private static double peak(double[] values) {
        double most = values[0];
        for (double v : values) {
            most = Math.max(most, v);
        }
        return most;
    }

    private static double lowest(PhantomTruth truth, Joint joint) {
        return peak(truth.pixels().yOf(joint));
    }

    private static double tall(PhantomTruth truth, int frame) {
        return truth.pixels().y(frame, Joint.LEFT_ANKLE) - truth.pixels().y(frame, Joint.HEAD_TOP);
    }

    /** Of the line from the left hip to the neck to the picture's vertical, degrees to the right. */
    private static double lean(PhantomTruth truth, int frame) {
        SkeletonOverTime p = truth.pixels();
        return Math.toDegrees(Math.atan2(
                p.x(frame, Joint.HEAD_TOP) - p.x(frame, Joint.LEFT_HIP),
                p.y(frame, Joint.LEFT_HIP) - p.y(frame, Joint.HEAD_TOP)));
    }
}
