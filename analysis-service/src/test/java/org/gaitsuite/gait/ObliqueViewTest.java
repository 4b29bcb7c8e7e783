package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gaitsuite.gait.Results.measured;
import static org.gaitsuite.gait.Results.reason;
import static org.gaitsuite.gait.Results.value;

import org.gaitsuite.phantom.Asymmetry;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;
import org.gaitsuite.phantom.PhantomWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phantoms filmed neither square to their walk nor along it, with a phone's lens that is not known. */
class ObliqueViewTest {
    private static final String WHAT_TO_DO = "right angles to the walking direction";

    private static PhantomTruth filmed(long seed, View view, WalkingDirection direction, double oblique) {
        PhantomSettings person = PhantomSettings.random(seed, 30);
        double nearer = Math.abs(Math.sin(Math.toRadians(oblique)));
        double distance = view == View.SIDE ? 5 + 2.3 * person.speed() * nearer : 3 * person.speed() + 3;
        double shown = view == View.SIDE ? distance : 3;
        return PhantomWalk.truth(person.toBuilder()
                .view(view)
                .direction(direction)
                .asymmetry(Asymmetry.NONE)
                .picture(1280, 720)
                .roll(0)
                .oblique(oblique)
                .cameraDistance(distance)
                .visibleHeight(2 * shown * Math.tan(Math.toRadians(32.5)) * 720 / 1280)
                .build());
    }

    private static GaitResult analyze(PhantomTruth truth) throws NoWalkFound {
        return GaitAnalyzer.analyze(
                truth.pixels(),
                Subject.ofHeight(truth.settings().height()),
                GaitOptions.DEFAULT.inPicture(truth.settings().pictureWidth()));
    }

    private static boolean isTold(GaitResult result) {
        return result.quality().notes().stream().anyMatch(note -> note.contains(WHAT_TO_DO));
    }

    @ParameterizedTest
    @CsvSource({
        "2, RIGHT, 10",
        "2, LEFT, -10",
        "3, RIGHT, -20",
        "3, LEFT, 20",
        "4, RIGHT, 20",
        "4, LEFT, -20",
        "5, RIGHT, 27",
        "5, LEFT, -27"
    })
    void lengthsAndAnglesOfBothLegsAreThoseOfTheWalk(long seed, WalkingDirection direction, double oblique)
            throws NoWalkFound {
        PhantomTruth truth = filmed(seed, View.SIDE, direction, oblique);
        GaitResult result = analyze(truth);
        assertThat(result.view()).isEqualTo(View.SIDE);
        assertThat(result.direction()).isEqualTo(direction);
        assertThat(result.quality().obliqueDegrees()).isCloseTo(Math.abs(oblique), within(2.0));
        assertThat(isTold(result)).isTrue();
        for (Side side : Side.values()) {
            assertThat(value(result, "step_length", side))
                    .as("%s step: one foot is seen before the other", side)
                    .isCloseTo(truth.parameter("step_length", side), within(0.02));
            assertThat(value(result, "knee_rom", side))
                    .as("%s knee: the ground is level whichever way the walk goes", side)
                    .isCloseTo(truth.parameter("knee_rom", side), within(2.0));
            assertThat(value(result, "ankle_rom", side)).isCloseTo(truth.parameter("ankle_rom", side), within(2.5));
        }
        assertThat(reason(result, "step_length_symmetry", null)).contains("slant view", WHAT_TO_DO);
    }

    @ParameterizedTest
    @CsvSource({"2, RIGHT", "3, LEFT"})
    void aSquareWalkIsNotCalledSlant(long seed, WalkingDirection direction) throws NoWalkFound {
        GaitResult result = analyze(filmed(seed, View.SIDE, direction, 0));
        assertThat(result.quality().obliqueDegrees()).isZero();
        assertThat(isTold(result)).isFalse();
        assertThat(value(result, "step_length_symmetry", null)).isCloseTo(0, within(3.0));
    }

    @Test
    void slantLengthsAreLessSureOfTheWidthOfTheSteps() throws NoWalkFound {
        GaitParameter.Measured square =
                measured(analyze(filmed(4, View.SIDE, WalkingDirection.RIGHT, 0)), "step_length", Side.LEFT);
        GaitParameter.Measured slant =
                measured(analyze(filmed(4, View.SIDE, WalkingDirection.RIGHT, 20)), "step_length", Side.LEFT);
        assertThat(slant.ci95High() - slant.ci95Low()).isGreaterThan(1.2 * (square.ci95High() - square.ci95Low()));
    }

    @ParameterizedTest
    @CsvSource({"2, 45", "3, -45"})
    void beyondThirtyDegreesOnlyTheTimesAreGiven(long seed, double oblique) throws NoWalkFound {
        PhantomTruth truth = filmed(seed, View.SIDE, WalkingDirection.RIGHT, oblique);
        GaitResult result = analyze(truth);
        for (String name : new String[] {"step_length", "stride_length", "knee_rom", "hip_rom", "ankle_rom"}) {
            assertThat(reason(result, name, Side.LEFT))
                    .contains("slant view")
                    .containsPattern("about 4[3-7]°")
                    .contains(WHAT_TO_DO);
        }
        assertThat(reason(result, "walking_speed", null)).contains("slant view");
        assertThat(result.curves()).isEmpty();
        assertThat(isTold(result)).isTrue();
        assertThat(value(result, "stance_time", Side.LEFT))
                .isCloseTo(truth.parameter("stance_time", Side.LEFT), within(0.03));
    }

    @ParameterizedTest
    @CsvSource({"TOWARDS_CAMERA, 15", "AWAY_FROM_CAMERA, -15"})
    void aWalkPastTheCameraIsToldFromTheFront(WalkingDirection direction, double oblique) throws NoWalkFound {
        PhantomTruth truth = filmed(3, View.FRONTAL, direction, oblique);
        GaitResult result = analyze(truth);
        assertThat(result.view()).isEqualTo(View.FRONTAL);
        assertThat(result.quality().obliqueDegrees()).isCloseTo(15, within(2.0));
        assertThat(isTold(result)).isTrue();
        assertThat(value(result, "step_width", null)).isCloseTo(truth.parameter("step_width", null), within(0.012));
        assertThat(value(result, "pelvic_drop", null)).isCloseTo(truth.parameter("pelvic_drop", null), within(1.0));
    }

    @Test
    void aWalkFarPastTheCameraHasNoLengthsAndNoAnglesFromTheFront() throws NoWalkFound {
        GaitResult result = analyze(filmed(3, View.FRONTAL, WalkingDirection.TOWARDS_CAMERA, 28));
        assertThat(result.view()).isEqualTo(View.FRONTAL);
        assertThat(reason(result, "step_width", null))
                .contains("slant view")
                .containsPattern("2[6-9]°|30°")
                .contains(WHAT_TO_DO.substring(0, 12));
        assertThat(reason(result, "pelvic_drop", Side.LEFT)).contains("slant view");
        assertThat(result.curves()).isEmpty();
        assertThat(value(result, "cadence", null)).isPositive();
    }

    @Test
    void aWalkStraightTowardsTheCameraIsNotCalledSlant() throws NoWalkFound {
        GaitResult result = analyze(filmed(3, View.FRONTAL, WalkingDirection.TOWARDS_CAMERA, 0));
        assertThat(result.quality().obliqueDegrees()).isLessThan(2);
        assertThat(isTold(result)).isFalse();
    }
}
