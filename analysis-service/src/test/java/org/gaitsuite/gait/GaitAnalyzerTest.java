package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gaitsuite.gait.Results.assertEvents;
import static org.gaitsuite.gait.Results.events;
import static org.gaitsuite.gait.Results.measured;
import static org.gaitsuite.gait.Results.reason;
import static org.gaitsuite.gait.Results.value;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks whose truth is known because they are built from it. */
class GaitAnalyzerTest {
    private final TestWalker walker = new TestWalker();

    private static GaitResult analyze(SkeletonOverTime skeleton) throws NoWalkFound {
        return GaitAnalyzer.analyze(skeleton, Subject.UNKNOWN, GaitOptions.DEFAULT);
    }

    private GaitResult analyzePixels() throws NoWalkFound {
        return GaitAnalyzer.analyze(
                walker.pixels(150, 100), Subject.ofHeight(walker.heightMetres), GaitOptions.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {25, 30, 60, 120})
    void contactsAreFoundWithinTwentyFiveMillisecondsAtAnyUsualFrameRate(double rate) throws NoWalkFound {
        walker.rateHertz = rate;
        GaitResult result = analyze(walker.metres());
        for (Side side : Side.values()) {
            assertEvents(events(result, EventType.HEEL_STRIKE, side), walker.heelStrikes(side), 0.025, 5.8);
            assertEvents(events(result, EventType.TOE_OFF, side), walker.toeOffs(side), 0.025, 5.8);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.10,1.30,0.62", "0.90,1.60,0.58", "1.40,0.80,0.66", "1.00,1.10,0.60"})
    void cadenceLengthsAndSpeedAreThoseTheWalkerWasBuiltWith(double stride, double metres, double stance)
            throws NoWalkFound {
        walker.strideSeconds = stride;
        walker.strideMetres = metres;
        walker.stanceShare = stance;
        walker.seconds = 8;
        GaitResult result = analyze(walker.metres());
        assertThat(value(result, "cadence", null)).isCloseTo(120 / stride, within(0.2));
        assertThat(value(result, "stride_time", null)).isCloseTo(stride, within(0.002));
        assertThat(value(result, "step_length", Side.LEFT)).isCloseTo(metres / 2, within(0.005));
        assertThat(value(result, "stride_length", null)).isCloseTo(metres, within(0.005));
        assertThat(value(result, "walking_speed", null)).isCloseTo(metres / stride, within(0.01));
        assertThat(value(result, "stance_percent", null)).isCloseTo(100 * stance, within(3.0));
    }

    @Test
    void stanceAndSwingFillTheStrideAndSupportsFillTheStance() throws NoWalkFound {
        GaitResult result = analyze(walker.metres());
        for (Side side : Side.values()) {
            double stride = value(result, "stride_time", side);
            double stance = value(result, "stance_time", side);
            assertThat(stance + value(result, "swing_time", side)).isCloseTo(stride, within(1e-9));
            assertThat(value(result, "single_support_time", side) + value(result, "double_support_time", side))
                    .isCloseTo(stance, within(0.002));
            assertThat(value(result, "stance_percent", side) + value(result, "swing_percent", side))
                    .isCloseTo(100, within(1e-9));
        }
    }

    @Test
    void bodyHeightTurnsPixelsIntoMetres() throws NoWalkFound {
        GaitResult result = analyzePixels();
        assertThat(value(result, "step_length", null)).isCloseTo(0.65, within(0.01));
        assertThat(value(result, "walking_speed", null)).isCloseTo(walker.speed(), within(0.02));
    }

    @ParameterizedTest
    @EnumSource(
            value = Joint.class,
            names = {"HEAD_TOP", "NOSE", "NECK"})
    void scaleHoldsWithWhicheverLandmarkTopsTheBody(Joint top) throws NoWalkFound {
        SkeletonOverTime seen = Skeletons.seenOnly(
                walker.pixels(150, 100), (f, joint) -> joint == top || joint.ordinal() >= Joint.LEFT_HIP.ordinal());
        GaitResult result = GaitAnalyzer.analyze(seen, Subject.ofHeight(1.70), GaitOptions.DEFAULT);
        assertThat(value(result, "stride_length", null)).isCloseTo(1.30, within(0.03));
    }

    @Test
    void withoutHeightLengthsOfAVideoAreWithheldWithTheWayOut() throws NoWalkFound {
        GaitResult result = analyze(walker.pixels(150, 100));
        assertThat(reason(result, "step_length", null)).contains("give the body height");
        assertThat(reason(result, "walking_speed", null)).contains("height is not known", "mark a known distance");
        assertThat(value(result, "cadence", null)).isCloseTo(109.1, within(0.2));
        assertThat(value(result, "step_length_symmetry", null)).isCloseTo(0, within(0.5));
    }

    @Test
    void stepWidthIsNeverGuessedFromTheSide() throws NoWalkFound {
        assertThat(reason(analyze(walker.metres()), "step_width", null)).contains("side view");
    }

    @Test
    void treadmillIsRecognisedAndMeasuredLikeFirmGround() throws NoWalkFound {
        walker.treadmill = true;
        walker.seconds = 8;
        GaitResult result = GaitAnalyzer.analyze(
                walker.pixels(200, 600), Subject.ofHeight(walker.heightMetres), GaitOptions.DEFAULT);
        assertThat(result.quality().notes()).anyMatch(note -> note.contains("treadmill"));
        assertThat(result.direction()).isEqualTo(WalkingDirection.RIGHT);
        assertThat(value(result, "walking_speed", null)).isCloseTo(walker.speed(), within(0.03));
        assertThat(value(result, "stride_length", null)).isCloseTo(1.30, within(0.03));
    }

    @Test
    void aLimpShowsInSymmetryAndNotInCadence() throws NoWalkFound {
        walker.phaseOfRight = 0.55;
        walker.seconds = 10;
        GaitResult result = analyze(walker.metres());
        assertThat(value(result, "step_time", Side.RIGHT)).isCloseTo(0.55 * 1.1, within(0.01));
        assertThat(value(result, "step_time", Side.LEFT)).isCloseTo(0.45 * 1.1, within(0.01));
        assertThat(value(result, "step_time_symmetry", null)).isCloseTo(20, within(1.0));
        assertThat(value(result, "phase_coordination_index", null)).isCloseTo(10, within(0.5));
        assertThat(value(result, "cadence", null)).isCloseTo(109.1, within(0.2));
        assertThat(measured(result, "cadence", null).sd()).isLessThan(1);
    }

    @Test
    void everyNameOfTheSchemaIsMeasuredOrWithheld() throws NoWalkFound {
        assertThat(analyze(walker.pixels(150, 100)).parameters().stream()
                        .map(GaitParameter::name)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "cadence",
                        "walking_speed",
                        "step_time",
                        "stride_time",
                        "stance_time",
                        "swing_time",
                        "single_support_time",
                        "double_support_time",
                        "stance_percent",
                        "swing_percent",
                        "double_support_percent",
                        "step_length",
                        "stride_length",
                        "step_width",
                        "toe_clearance",
                        "knee_rom",
                        "hip_rom",
                        "ankle_rom",
                        "step_time_symmetry",
                        "step_length_symmetry",
                        "phase_coordination_index",
                        "step_time_symmetry_angle",
                        "step_time_symmetry_ratio",
                        "step_time_symmetry_log_ratio",
                        "step_length_symmetry_angle",
                        "step_length_symmetry_ratio",
                        "step_length_symmetry_log_ratio",
                        "stance_time_symmetry",
                        "stance_time_symmetry_angle",
                        "stance_time_symmetry_ratio",
                        "stance_time_symmetry_log_ratio",
                        "swing_time_symmetry",
                        "swing_time_symmetry_angle",
                        "swing_time_symmetry_ratio",
                        "swing_time_symmetry_log_ratio",
                        "knee_rom_symmetry",
                        "knee_rom_symmetry_angle",
                        "knee_rom_symmetry_ratio",
                        "knee_rom_symmetry_log_ratio",
                        "stride_time_sd",
                        "stride_time_cv",
                        "step_time_sd",
                        "step_time_cv",
                        "stride_length_sd",
                        "stride_length_cv",
                        "swing_time_sd",
                        "swing_time_cv",
                        "hip_flexion_at_contact",
                        "knee_flexion_at_contact",
                        "ankle_dorsiflexion_at_contact",
                        "hip_flexion_min_stance",
                        "hip_flexion_min_stance_timing",
                        "hip_flexion_max_swing",
                        "hip_flexion_max_swing_timing",
                        "knee_flexion_max_loading",
                        "knee_flexion_max_loading_timing",
                        "knee_flexion_min_stance",
                        "knee_flexion_min_stance_timing",
                        "knee_flexion_max_swing",
                        "knee_flexion_max_swing_timing",
                        "ankle_dorsiflexion_max_stance",
                        "ankle_dorsiflexion_max_stance_timing",
                        "ankle_dorsiflexion_min_toe_off",
                        "ankle_dorsiflexion_min_toe_off_timing",
                        "ankle_dorsiflexion_max_swing",
                        "ankle_dorsiflexion_max_swing_timing",
                        "hip_flexion_pelvis_min_stance",
                        "hip_flexion_pelvis_min_stance_timing",
                        "hip_flexion_pelvis_max_swing",
                        "hip_flexion_pelvis_max_swing_timing",
                        "pelvis_tilt_mean",
                        "pelvis_rom",
                        "trunk_lean_mean",
                        "trunk_rom",
                        "shoulder_rom",
                        "elbow_rom",
                        "sagittal_map_hip",
                        "sagittal_map_knee",
                        "sagittal_map_ankle",
                        "sagittal_map_pelvis",
                        "sagittal_gps");
    }

    @Test
    void intervalsHoldTheValueAndNarrowWithMoreStrides() throws NoWalkFound {
        walker.noiseMetres = 0.005;
        walker.seconds = 4;
        GaitResult few = analyze(walker.metres());
        walker.seconds = 20;
        GaitResult many = analyze(walker.metres());
        for (GaitParameter parameter : many.parameters()) {
            if (parameter instanceof GaitParameter.Measured m) {
                assertThat(m.value()).as(m.name()).isBetween(m.ci95Low(), m.ci95High());
            }
        }
        var before = measured(few, "step_time", null);
        var after = measured(many, "step_time", null);
        assertThat(after.n()).isGreaterThan(before.n());
        assertThat(after.ci95High() - after.ci95Low()).isLessThan(before.ci95High() - before.ci95Low());
        assertThat(after.ci95High() - after.ci95Low())
                .as("never below what contacts between two frames leave open")
                .isGreaterThan(1 / walker.rateHertz / Math.sqrt(after.n()));
    }

    @Test
    void theTrueStrideTimeLiesInTheIntervalOfNearlyEveryNoisyWalk() throws NoWalkFound {
        walker.rateHertz = 30;
        walker.noiseMetres = 0.01;
        int inside = 0;
        for (int seed = 0; seed < 20; seed++) {
            walker.seed = seed;
            var time = measured(analyze(walker.metres()), "stride_time", null);
            inside += time.ci95Low() <= 1.10 && 1.10 <= time.ci95High() ? 1 : 0;
        }
        assertThat(inside).isGreaterThanOrEqualTo(18);
    }

    @Test
    void anglesFollowTheLegsOfTheWalker() throws NoWalkFound {
        GaitResult result = analyze(walker.metres());
        assertThat(result.curves().stream().map(GaitCurve::name).distinct())
                .containsExactlyInAnyOrder(
                        "hip_flexion",
                        "knee_flexion",
                        "ankle_dorsiflexion",
                        "trunk_lean",
                        "shoulder_flexion",
                        "elbow_flexion");
        GaitCurve knee = curve(result, "knee_flexion");
        assertThat(knee.mean()).hasSize(101);
        int peak = 0;
        for (int i = 0; i < 101; i++) {
            peak = knee.mean()[i] > knee.mean()[peak] ? i : peak;
        }
        assertThat(peak).as("the knee bends most in swing").isBetween(62, 85);
        GaitCurve hip = curve(result, "hip_flexion");
        assertThat(hip.mean()[0]).as("flexed at heel strike").isPositive();
        assertThat(hip.mean()[50]).as("extended at the other foot's strike").isNegative();
        GaitCurve ankle = curve(result, "ankle_dorsiflexion");
        assertThat(ankle.mean()[40])
                .as("dorsiflexed as the shank comes over the foot")
                .isPositive();
        assertThat(ankle.mean()[66]).as("plantarflexed after push-off").isNegative();
        GaitCurve trunk = curve(result, "trunk_lean");
        assertThat(trunk.mean()[30]).isCloseTo(Math.toDegrees(Math.atan2(0.02, 0.293 * 1.7)), within(1.5));
    }

    private static GaitCurve curve(GaitResult result, String name) {
        return result.curves().stream()
                .filter(c -> c.name().equals(name) && c.side() == Side.LEFT)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void standingBeforeTheWalkIsLeftOut() throws NoWalkFound {
        walker.standingSeconds = 2;
        walker.seconds = 8;
        GaitResult result = analyze(walker.metres());
        assertThat(result.events()).allMatch(event -> event.timeSeconds() > 2);
        assertThat(value(result, "cadence", null)).isCloseTo(109.1, within(0.3));
    }

    @Test
    void standingAloneIsNoWalk() {
        walker.standingSeconds = walker.seconds;
        assertThatThrownBy(() -> analyze(walker.metres()))
                .isInstanceOf(NoWalkFound.class)
                .hasMessageContaining("stands")
                .hasMessageContaining("Film a walk");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 1.3})
    void tooShortAWalkIsRefusedWithTheNumberOfStrikesNeeded(double seconds) {
        walker.seconds = seconds;
        assertThatThrownBy(() -> analyze(walker.metres()))
                .isInstanceOf(NoWalkFound.class)
                .hasMessageContaining("Too few steps")
                .hasMessageContaining("at least 3");
    }

    @Test
    void hiddenLegsAreNoWalk() {
        SkeletonOverTime upperBody =
                Skeletons.seenOnly(walker.metres(), (f, joint) -> joint.ordinal() < Joint.LEFT_HIP.ordinal());
        assertThatThrownBy(() -> analyze(upperBody))
                .isInstanceOf(NoWalkFound.class)
                .hasMessageContaining("never seen together");
    }

    @Test
    void exchangedLegsArePutBackAndCounted() throws NoWalkFound {
        GaitResult clean = analyze(walker.metres());
        GaitResult repaired = analyze(Skeletons.withLegsExchanged(
                walker.metres(), f -> (f >= 40 && f < 43) || (f >= 100 && f < 125) || f == 200));
        assertThat(repaired.quality().repairedSwaps()).isEqualTo(29);
        assertThat(repaired.quality().notes()).anyMatch(note -> note.contains("29 frames"));
        assertThat(repaired.events()).isEqualTo(clean.events());
        assertThat(clean.quality().repairedSwaps()).isZero();
    }

    @Test
    void shortGapsAndWildSamplesHardlyMoveTheContacts() throws NoWalkFound {
        walker.noiseMetres = 0.003;
        SkeletonOverTime clean = walker.metres();
        SkeletonOverTime holes = Skeletons.seenOnly(clean, (f, joint) -> (f + 7 * joint.ordinal()) % 23 > 3);
        SkeletonOverTime spoilt = Skeletons.make(clean.frame(), clean.timesSeconds(), (f, joint) -> {
            double wild = (f + 5 * joint.ordinal()) % 61 == 0 ? 0.4 : 0;
            return new double[] {holes.x(f, joint) + wild, holes.y(f, joint) - wild, holes.confidence(f, joint)};
        });
        GaitResult result = analyze(spoilt);
        for (Side side : Side.values()) {
            assertEvents(events(result, EventType.HEEL_STRIKE, side), walker.heelStrikes(side), 0.035, 5.8);
        }
        assertThat(result.quality().gapFraction()).isCloseTo(4 / 23.0, within(0.02));
        assertThat(result.quality().notes()).anyMatch(note -> note.contains("hidden"));
    }

    @Test
    void aLongGapStaysOpenAndItsStridesAreLeftOut() throws NoWalkFound {
        SkeletonOverTime hidden = Skeletons.seenOnly(walker.metres(), (f, joint) -> f < 150 || f >= 210);
        GaitResult result = analyze(hidden);
        assertThat(result.events()).noneMatch(event -> event.timeSeconds() > 2.6 && event.timeSeconds() < 3.4);
        assertThat(value(result, "stride_time", null)).isCloseTo(1.10, within(0.01));
        assertThat(measured(result, "stride_time", null).n())
                .isLessThan(
                        measured(analyze(walker.metres()), "stride_time", null).n());
    }

    @Test
    void unevenTimesAreReadByTheirStamps() throws NoWalkFound {
        SkeletonOverTime dropped = Skeletons.framesOnly(walker.metres(), f -> f % 7 != 3 && f % 11 != 5);
        GaitResult result = analyze(dropped);
        assertThat(value(result, "cadence", null)).isCloseTo(109.1, within(0.5));
        assertThat(result.quality().notes()).anyMatch(note -> note.contains("uneven times"));
    }

    @Test
    void withoutFeetTheAnkleStandsInAndTheFootAngleIsWithheld() throws NoWalkFound {
        SkeletonOverTime coco = Skeletons.seenOnly(
                walker.metres(),
                (f, joint) -> !joint.name().endsWith("HEEL") && !joint.name().endsWith("TOE"));
        GaitResult result = analyze(coco);
        assertThat(value(result, "cadence", null)).isCloseTo(109.1, within(0.3));
        assertThat(reason(result, "ankle_rom", Side.LEFT)).contains("heel and toe");
        assertThat(reason(result, "toe_clearance", null)).contains("toes");
        assertThat(result.quality().notes()).anyMatch(note -> note.contains("ankle stands in"));
    }

    @Test
    void lowFrameRateAndShortWalkAreTold() throws NoWalkFound {
        walker.rateHertz = 20;
        walker.seconds = 2.4;
        List<String> notes = analyze(walker.metres()).quality().notes();
        assertThat(notes).anyMatch(note -> note.contains("Low frame rate"));
        assertThat(notes).anyMatch(note -> note.contains("Short walk"));
    }
}
