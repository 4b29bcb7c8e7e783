package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real walks with markers and labelled contacts. Bounds lie a quarter above what was measured, so that they tell a change for the worse.
 */
class MarkerReferenceTest {
    private List<MarkerTrial> trials = List.of();

    @BeforeEach
    void findTrials() {
        trials = MarkerTrial.all();
        assumeFalse(
                trials.isEmpty(),
                "marker trials not found in " + SharedData.folder().resolve("data/sagittal") + ", set GAIT_SHARED");
    }

    private static SagittalWalk walk(SkeletonOverTime skeleton) throws NoWalkFound {
        return SagittalWalks.of(skeleton);
    }

    private EventErrors errors(EventType type, ContactMethod method, boolean corrected, int everyNth, double noise)
            throws NoWalkFound {
        EventErrors sum = new EventErrors();
        for (MarkerTrial trial : trials) {
            SagittalWalk walk = walk(trial.skeleton(everyNth, noise, 1));
            sum.add(EventErrors.of(trial.contacts(), WalkEvents.find(walk, method, corrected), type));
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "HEEL_STRIKE, CONSENSUS, 1, 0, 12.9, 3",
        "HEEL_STRIKE, ZENI, 1, 0, 15, 5",
        "HEEL_STRIKE, OCONNOR, 1, 0, 15, 8",
        "HEEL_STRIKE, DESAILLY, 1, 0, 17.3, 3",
        "HEEL_STRIKE, CONSENSUS, 3, 0.008, 15, 5",
        "TOE_OFF, CONSENSUS, 1, 0, 10.8, 1",
        "TOE_OFF, ZENI, 1, 0, 15, 3",
        "TOE_OFF, OCONNOR, 1, 0, 15, 5",
        "TOE_OFF, DESAILLY, 1, 0, 16.6, 1",
        "TOE_OFF, CONSENSUS, 3, 0.008, 13.5, 3"
    })
    void contactsLieNearTheLabelledOnes(
            EventType type, ContactMethod method, int everyNth, double noise, double bound, int missed)
            throws NoWalkFound {
        EventErrors errors = errors(type, method, true, everyNth, noise);
        assertThat(errors.meanAbsoluteMs())
                .as("mean absolute error, %s", errors)
                .isLessThan(bound);
        assertThat(errors.missed()).as("missed, %s", errors).isLessThanOrEqualTo(missed);
        assertThat(errors.invented()).as("invented, %s", errors).isLessThanOrEqualTo(2);
    }

    @Test
    void theCorrectionIsThatOfTheMeasuredBias() throws NoWalkFound {
        for (EventType type : EventType.values()) {
            EventErrors zeni = errors(type, ContactMethod.ZENI, false, 1, 0);
            assertThat(zeni.medianShareOfStride() / 100)
                    .as("Zeni, %s, %s", type, zeni)
                    .isBetween(EventBias.zeni(type, false) - 0.003, EventBias.zeni(type, false) + 0.003);
            EventErrors oConnor = errors(type, ContactMethod.OCONNOR, false, 1, 0);
            assertThat(oConnor.medianShareOfStride() / 100)
                    .as("O'Connor, %s, %s", type, oConnor)
                    .isBetween(EventBias.oConnor(type) - 0.003, EventBias.oConnor(type) + 0.003);
            EventErrors desailly = errors(type, ContactMethod.DESAILLY, false, 1, 0);
            assertThat(desailly.medianShareOfStride() / 100)
                    .as("Desailly, %s, %s", type, desailly)
                    .isBetween(EventBias.desailly(type) - 0.003, EventBias.desailly(type) + 0.003);
        }
    }

    /** The bias of a sign is the median over people of the medians within each. */
    @ParameterizedTest
    @EnumSource
    void eachSignCarriesItsMeasuredBias(ContactSign sign) throws NoWalkFound {
        List<Double> people = new ArrayList<>();
        for (MarkerTrial trial : trials) {
            SagittalWalk walk = walk(trial.skeleton());
            double stride = walk.swinging().strideSeconds();
            double[] found = trial.contacts().stream()
                    .filter(contact -> contact.type() == sign.type())
                    .mapToDouble(contact -> sign.near(
                                    FootMotion.of(walk, contact.side()),
                                    contact.timeSeconds() - 0.12 * stride,
                                    contact.timeSeconds() + 0.12 * stride)
                            - contact.timeSeconds()
                            - sign.bias().at(stride))
                    .toArray();
            people.add(Statistics.median(found));
        }
        double rest = Statistics.median(
                people.stream().mapToDouble(Double::doubleValue).toArray());
        assertThat(rest).as("seconds of bias left").isBetween(-0.002, 0.002);
    }

    @Test
    void noContactIsMissedOrInventedAwayFromTheEndsOfARecording() throws NoWalkFound {
        for (MarkerTrial trial : trials) {
            SagittalWalk walk = walk(trial.skeleton());
            List<GaitEvent> found = WalkEvents.find(walk).events();
            double from = trial.contacts().getFirst().timeSeconds() + 0.1;
            double to = trial.contacts().getLast().timeSeconds() - 0.1;
            for (MarkerTrial.Contact contact : trial.contacts()) {
                if (contact.timeSeconds() > from && contact.timeSeconds() < to) {
                    assertThat(found)
                            .as("%s, %s", trial, contact)
                            .anyMatch(event -> event.type() == contact.type()
                                    && event.side() == contact.side()
                                    && Math.abs(event.timeSeconds() - contact.timeSeconds()) < 0.08);
                }
            }
            long inside = found.stream()
                    .filter(event -> event.timeSeconds() > from && event.timeSeconds() < to)
                    .count();
            assertThat(inside)
                    .as(trial.name())
                    .isLessThanOrEqualTo(trial.contacts().size());
        }
    }

    @Test
    void aTrialLeftOutOfTheCorrectionIsCorrectedAsWell() throws NoWalkFound {
        double worst = 0;
        for (MarkerTrial left : trials) {
            EventErrors others = new EventErrors();
            for (MarkerTrial trial : trials) {
                if (trial != left) {
                    WalkEvents found = WalkEvents.find(walk(trial.skeleton()), ContactMethod.ZENI, false);
                    others.add(EventErrors.of(trial.contacts(), found, EventType.HEEL_STRIKE));
                }
            }
            double difference = others.medianShareOfStride() / 100 - EventBias.zeni(EventType.HEEL_STRIKE, false);
            worst = Math.max(worst, Math.abs(difference));
        }
        assertThat(worst)
                .as("share of the stride by which one trial moves the correction")
                .isLessThan(0.003);
    }

    @Test
    void noLegIsExchangedWhereNoneWasAndAllAreWhereTheyWere() throws NoWalkFound {
        for (MarkerTrial trial : trials) {
            SkeletonOverTime clean = trial.skeleton(3, 0.005, 2);
            assertThat(Preparation.of(clean, GaitOptions.DEFAULT).repairedSwaps())
                    .as(trial.name())
                    .isZero();
            SkeletonOverTime swapped =
                    Skeletons.withLegsExchanged(clean, f -> (f >= 15 && f < 18) || f == 25 || (f >= 40 && f < 48));
            SagittalWalk before = walk(clean);
            SagittalWalk after = walk(swapped);
            List<GaitEvent> expected =
                    WalkEvents.find(before, ContactMethod.ZENI, true).events();
            List<GaitEvent> found =
                    WalkEvents.find(after, ContactMethod.ZENI, true).events();
            assertThat(found.stream().map(GaitEvent::side))
                    .as(trial.name())
                    .isEqualTo(expected.stream().map(GaitEvent::side).toList());
        }
    }

    /** Against Plug-in-Gait: the offset between the models is taken off, the shape is compared. */
    @ParameterizedTest
    @CsvSource({"KNEE_FLEXION, Knee, 2.6, 4.5", "HIP_FLEXION, Hip, 3.0, 5.5", "ANKLE_DORSIFLEXION, Ankle, 2.5, 6.5"})
    void jointAnglesFollowPlugInGait(JointAngles angle, String reference, double shape, double range)
            throws NoWalkFound {
        double squares = 0;
        double ranges = 0;
        int sides = 0;
        for (MarkerTrial trial : trials) {
            if (!trial.hasJointCentres()) {
                continue;
            }
            SagittalWalk walk = walk(trial.skeleton());
            for (Side side : Side.values()) {
                AngleError error = AngleError.of(angle, walk, side, trial.angle(side, reference));
                squares += error.rmsWithoutOffset() * error.rmsWithoutOffset();
                ranges += Math.abs(error.rangeError());
                sides++;
            }
        }
        assertThat(Math.sqrt(squares / sides))
                .as("root mean square of the shape, degrees")
                .isLessThan(shape);
        assertThat(ranges / sides).as("error of the range of motion, degrees").isLessThan(range);
    }

    @Test
    void kneeFlexionNeedsNoOffsetAgainstPlugInGait() throws NoWalkFound {
        double squares = 0;
        int sides = 0;
        for (MarkerTrial trial : trials) {
            if (trial.hasJointCentres()) {
                SagittalWalk walk = walk(trial.skeleton());
                for (Side side : Side.values()) {
                    AngleError error = AngleError.of(JointAngles.KNEE_FLEXION, walk, side, trial.angle(side, "Knee"));
                    squares += error.rms() * error.rms();
                    sides++;
                }
            }
        }
        assertThat(Math.sqrt(squares / sides)).isLessThan(3.8);
    }

    @Test
    void parametersOfRealWalksArePlausible() throws NoWalkFound {
        for (MarkerTrial trial : trials) {
            GaitResult result = GaitAnalyzer.analyze(trial.skeleton(), Subject.UNKNOWN, GaitOptions.DEFAULT);
            assertThat(result.quality().usable()).as(trial.name()).isTrue();
            assertThat(Results.value(result, "cadence", null)).as(trial.name()).isBetween(85.0, 150.0);
            assertThat(Results.value(result, "walking_speed", null))
                    .as(trial.name())
                    .isBetween(0.7, 1.7);
            assertThat(Results.value(result, "stance_percent", null))
                    .as(trial.name())
                    .isBetween(55.0, 68.0);
        }
    }
}
