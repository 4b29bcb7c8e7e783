package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.gait.Results.parameter;
import static org.gaitsuite.gait.Results.reason;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule by itself, just inside and just outside its limit. */
class QualityGateTest {
    private static final QualityGate.Evidence GOOD =
            new QualityGate.Evidence(View.SIDE, 30, 0.02, 0.9, 0, 0.003, 0.002, Double.NaN, Double.NaN);

    private static GaitParameter.Measured parameterOf(String name, String unit) {
        return new GaitParameter.Measured(name, unit, null, 1, 0.9, 1.1, 0.1, 8);
    }

    /** The reason with which a parameter is withheld, null where it passes. */
    private static @Nullable String reasonFor(QualityGate.Evidence evidence, GaitParameter parameter) {
        return new QualityGate(evidence).parameters(List.of(parameter)).getFirst()
                        instanceof GaitParameter.Withheld withheld
                ? withheld.reason()
                : null;
    }

    @Test
    void aGoodRecordingKeepsEverything() {
        for (String[] p : new String[][] {
            {"cadence", "steps/min"}, {"double_support_time", "s"}, {"knee_rom", "deg"}, {"toe_clearance", "m"}
        }) {
            assertThat(reasonFor(GOOD, parameterOf(p[0], p[1]))).as(p[0]).isNull();
        }
    }

    @Test
    void poorTrackingLeavesTheCadence() {
        QualityGate.Evidence gaps =
                new QualityGate.Evidence(View.SIDE, 30, 0.5, 0.9, 0, 0.003, 0.002, Double.NaN, Double.NaN);
        QualityGate.Evidence doubt =
                new QualityGate.Evidence(View.SIDE, 30, 0.02, 0.39, 0, 0.003, 0.002, Double.NaN, Double.NaN);
        assertThat(reasonFor(gaps, parameterOf("stride_time", "s"))).contains("hidden or doubtful in 50 %");
        assertThat(reasonFor(doubt, parameterOf("stride_time", "s"))).contains("confidence of only 0.39");
        assertThat(reasonFor(gaps, parameterOf("cadence", "steps/min"))).isNull();
        assertThat(reasonFor(
                        new QualityGate.Evidence(View.SIDE, 30, 0.49, 0.41, 0, 0, 0.002, Double.NaN, Double.NaN),
                        parameterOf("stride_time", "s")))
                .isNull();
    }

    @Test
    void underTwentyHertzThereAreNoSupportPhases() {
        for (String name : List.of("single_support_time", "double_support_time")) {
            assertThat(reasonFor(at(19), parameterOf(name, "s"))).contains("19.0 frames per second", "at least 20");
            assertThat(reasonFor(at(20), parameterOf(name, "s"))).isNull();
        }
        assertThat(reasonFor(at(19), parameterOf("double_support_percent", "%")))
                .isNotNull();
        assertThat(reasonFor(at(19), parameterOf("stance_time", "s"))).isNull();
    }

    @Test
    void underFifteenHertzThereAreNoAnglesAndNoCurves() {
        List<GaitCurve> curves =
                List.of(new GaitCurve("knee_flexion", Side.LEFT, "deg", new double[101], new double[101], 3));
        assertThat(reasonFor(at(14), parameterOf("knee_rom", "deg"))).contains("joint angles");
        assertThat(reasonFor(at(15), parameterOf("knee_rom", "deg"))).isNull();
        assertThat(new QualityGate(at(14)).curves(curves)).isEmpty();
        assertThat(new QualityGate(at(15)).curves(curves)).hasSize(1);
    }

    @Test
    void underTwelveHertzThereIsOnlyTheRhythm() {
        assertThat(reasonFor(at(11), parameterOf("stance_time", "s"))).contains("rhythm");
        assertThat(reasonFor(at(11), parameterOf("stride_time", "s"))).isNull();
        assertThat(reasonFor(at(11), parameterOf("walking_speed", "m/s"))).isNull();
    }

    @Test
    void theRateOfAFilmThatSaysThirtyAndHasALittleLessPasses() {
        assertThat(reasonFor(at(24.975), parameterOf("toe_clearance", "m"))).isNull();
    }

    @Test
    void beyondThirtyDegreesOutOfThePictureThereAreNoLengthsAndAngles() {
        QualityGate.Evidence slant =
                new QualityGate.Evidence(View.SIDE, 30, 0.02, 0.9, 31, 0.003, 0.002, Double.NaN, Double.NaN);
        assertThat(reasonFor(slant, parameterOf("step_length", "m"))).contains("about 31°");
        assertThat(reasonFor(slant, parameterOf("hip_rom", "deg"))).contains("slant view");
        assertThat(reasonFor(slant, parameterOf("step_time", "s"))).isNull();
    }

    @Test
    void toeClearanceNeedsSteadyToes() {
        assertThat(reasonFor(
                        new QualityGate.Evidence(View.SIDE, 30, 0.02, 0.9, 0, 0.003, 0.031, Double.NaN, Double.NaN),
                        parameterOf("toe_clearance", "m")))
                .contains("31 mm");
        assertThat(reasonFor(
                        new QualityGate.Evidence(View.SIDE, 30, 0.02, 0.9, 0, 0.003, 0.031, Double.NaN, Double.NaN),
                        parameterOf("step_length", "m")))
                .isNull();
        assertThat(reasonFor(
                        new QualityGate.Evidence(View.SIDE, 30, 0.02, 0.9, 0, 0.003, 0.029, Double.NaN, Double.NaN),
                        parameterOf("toe_clearance", "m")))
                .isNull();
    }

    @Test
    void toeClearanceNeedsPixelsFinerThanItselfAndTwentyFiveHertz() {
        QualityGate.Evidence coarse =
                new QualityGate.Evidence(View.SIDE, 30, 0.02, 0.9, 0, 0.0051, 0.002, Double.NaN, Double.NaN);
        assertThat(reasonFor(coarse, parameterOf("toe_clearance", "m"))).contains("a pixel is 5.1 mm");
        assertThat(reasonFor(coarse, parameterOf("step_length", "m"))).isNull();
        assertThat(reasonFor(at(24), parameterOf("toe_clearance", "m"))).contains("at least 25");
    }

    @Test
    void anIntervalThatHoldsZeroSaysThatNothingWasMeasured() {
        var nothing = new GaitParameter.Measured("toe_clearance", "m", null, 0.01, -0.004, 0.024, 0.01, 2);
        assertThat(reasonFor(GOOD, nothing)).contains("reaches zero");
        var behind = new GaitParameter.Measured("step_length", "m", null, 0.01, -0.04, 0.06, 0.01, 2);
        assertThat(reasonFor(GOOD, behind))
                .as("a foot may be set down behind the other")
                .isNull();
    }

    @Test
    void theRulesHoldForAWalkAsAWhole() throws NoWalkFound {
        TestWalker walker = new TestWalker();
        walker.rateHertz = 18;
        walker.seconds = 8;
        GaitResult slow = GaitAnalyzer.analyze(walker.metres(), Subject.UNKNOWN, GaitOptions.DEFAULT);
        assertThat(reason(slow, "double_support_time", Side.LEFT)).contains("frame rate too low");
        assertThat(parameter(slow, "knee_rom", null)).isInstanceOf(GaitParameter.Measured.class);
    }

    private static QualityGate.Evidence at(double hertz) {
        return new QualityGate.Evidence(View.SIDE, hertz, 0.02, 0.9, 0, 0.003, 0.002, Double.NaN, Double.NaN);
    }

    private static QualityGate.Evidence fromTheFront(double oblique, double hipNoise, double hipConfidence) {
        return new QualityGate.Evidence(
                View.FRONTAL, 30, 0.02, 0.9, oblique, Double.NaN, Double.NaN, hipNoise, hipConfidence);
    }

    @Test
    void pelvicDropNeedsHipsThatAreSteadyAndSure() {
        GaitParameter drop = parameterOf("pelvic_drop", "deg");
        assertThat(reasonFor(fromTheFront(0, 3.9, 0.51), drop)).isNull();
        assertThat(reasonFor(fromTheFront(0, 4.1, 0.51), drop)).contains("jumps about by 4°");
        assertThat(reasonFor(fromTheFront(0, 3.9, 0.49), drop)).contains("confidence of only 0.49");
        assertThat(reasonFor(fromTheFront(0, 4.1, 0.49), parameterOf("trunk_lateral_sway", "deg")))
                .as("the trunk is longer than the hips are wide")
                .isNull();
    }

    @Test
    void fromTheFrontLessOfASlantIsBorne() {
        assertThat(reasonFor(fromTheFront(19, 1, 0.9), parameterOf("step_width", "m")))
                .isNull();
        assertThat(reasonFor(fromTheFront(21, 1, 0.9), parameterOf("step_width", "m")))
                .contains("about 21°", "line of sight");
        assertThat(reasonFor(fromTheFront(Double.NaN, 1, 0.9), parameterOf("pelvic_drop", "deg")))
                .as("a lens that is not known")
                .isNull();
    }

    @Test
    void stepsOfTheTwoFeetAreNotComparedAslant() {
        GaitParameter symmetry = parameterOf("step_length_symmetry", "%");
        assertThat(reasonFor(
                        new QualityGate.Evidence(View.SIDE, 30, 0.02, 0.9, 7.4, 0, 0, Double.NaN, Double.NaN),
                        symmetry))
                .isNull();
        assertThat(reasonFor(
                        new QualityGate.Evidence(View.SIDE, 30, 0.02, 0.9, 7.6, 0, 0, Double.NaN, Double.NaN),
                        symmetry))
                .contains("8° out of the picture");
    }
}
