package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gaitsuite.gait.Results.measured;
import static org.gaitsuite.gait.Results.reason;
import static org.gaitsuite.gait.Results.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;
import org.gaitsuite.phantom.PhantomWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks towards the camera and away from it, with the exact landmarks of phantoms. Bounds lie a quarter above what was measured. */
class FrontalWalksTest {
    private static final int WALKERS = 40;

    /** A random person who walks towards the camera (even seeds) or away from it, filmed with 1280 × 720 pixels. */
    private static PhantomTruth walker(int seed) {
        Random dice = new Random(seed);
        PhantomSettings person = PhantomSettings.random(seed, 30);
        return PhantomWalk.truth(person.toBuilder()
                .view(View.FRONTAL)
                .direction(seed % 2 == 0 ? WalkingDirection.TOWARDS_CAMERA : WalkingDirection.AWAY_FROM_CAMERA)
                .picture(1280, 720)
                .visibleHeight(2.2 + 0.6 * dice.nextDouble())
                .pitch(6 * dice.nextDouble())
                .cameraDistance(3 * person.speed() + 2.5 + 2.5 * dice.nextDouble())
                .build());
    }

    private static SkeletonOverTime noisy(SkeletonOverTime s, double pixels, long seed) {
        Random random = new Random(seed);
        return Skeletons.make(s.frame(), s.timesSeconds(), (f, joint) -> new double[] {
            s.x(f, joint) + pixels * random.nextGaussian(),
            s.y(f, joint) + pixels * random.nextGaussian(),
            s.confidence(f, joint)
        });
    }

    private static GaitResult analyze(SkeletonOverTime skeleton, double height) throws NoWalkFound {
        return GaitAnalyzer.analyze(skeleton, Subject.ofHeight(height), GaitOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"0, 6, 13, 0.1, 6", "1, 10, 18, 1.3, 6"})
    void randomPhantomsAreMeasured(double noise, double strikes, double offs, double cadence, double width)
            throws NoWalkFound {
        List<Double> strikeMs = new ArrayList<>();
        List<Double> offMs = new ArrayList<>();
        double cadenceError = 0;
        double widthError = 0;
        int inside = 0;
        int missed = 0;
        for (int seed = 0; seed < WALKERS; seed++) {
            PhantomTruth truth = walker(seed);
            GaitResult result =
                    analyze(noisy(truth.pixels(), noise, seed), truth.settings().height());
            assertThat(result.view()).as("seed %d", seed).isEqualTo(View.FRONTAL);
            assertThat(result.direction())
                    .as("seed %d", seed)
                    .isEqualTo(truth.settings().direction());
            for (GaitEvent contact : truth.events()) {
                if (contact.timeSeconds() > 0.5 && contact.timeSeconds() < 5.5) {
                    double error = nearest(result, contact);
                    missed += Math.abs(error) > 200 ? 1 : 0;
                    if (Math.abs(error) <= 200) {
                        (contact.type() == EventType.HEEL_STRIKE ? strikeMs : offMs).add(Math.abs(error));
                    }
                }
            }
            cadenceError += Math.abs(value(result, "cadence", null) - truth.parameter("cadence", null)) / WALKERS;
            var found = measured(result, "step_width", null);
            double known = truth.parameter("step_width", null);
            widthError += 1000 * Math.abs(found.value() - known) / WALKERS;
            inside += found.ci95Low() <= known && known <= found.ci95High() ? 1 : 0;
        }
        String figures = String.format(
                Locale.ROOT,
                "noise %.0f px: strikes %.1f ms, offs %.1f ms, missed %d of %d; cadence %.2f steps/min; step width %.1f mm, inside its interval"
                        + " %d of %d",
                noise,
                mean(strikeMs),
                mean(offMs),
                missed,
                missed + strikeMs.size() + offMs.size(),
                cadenceError,
                widthError,
                inside,
                WALKERS);
        assertThat(mean(strikeMs)).as(figures).isLessThan(strikes);
        assertThat(mean(offMs)).as(figures).isLessThan(offs);
        assertThat(cadenceError).as(figures).isLessThan(cadence);
        assertThat(widthError).as(figures).isLessThan(width);
        assertThat(inside).as(figures).isGreaterThanOrEqualTo(36);
        assertThat(missed).as(figures).isLessThanOrEqualTo(5);
    }

    /** Milliseconds from a true contact to the nearest one of its kind that was found. */
    private static double nearest(GaitResult result, GaitEvent contact) {
        double best = Double.POSITIVE_INFINITY;
        for (GaitEvent event : Results.events(result, contact.type(), contact.side())) {
            double error = 1000 * (event.timeSeconds() - contact.timeSeconds());
            best = Math.abs(error) < Math.abs(best) ? error : best;
        }
        return best;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    }

    @Test
    void whatIsSeenEndOnIsWithheldWithTheReason() throws NoWalkFound {
        PhantomTruth truth = walker(4);
        GaitResult result = analyze(truth.pixels(), truth.settings().height());
        for (String name :
                List.of("step_length", "stride_length", "toe_clearance", "knee_rom", "hip_rom", "ankle_rom")) {
            assertThat(reason(result, name, Side.LEFT)).as(name).startsWith("frontal view: ");
        }
        assertThat(reason(result, "step_length_symmetry", null)).startsWith("frontal view: ");
        assertThat(reason(result, "walking_speed", null))
                .startsWith("frontal view: ")
                .contains("focal length");
        assertThat(result.curves())
                .as("what bends across the walk is seen")
                .extracting(GaitCurve::name)
                .containsOnly("trunk_lean_frontal", "pelvic_obliquity");
    }

    /** The scatter of steps is what the width of a walk is most uncertain by, and steps share no end that would cancel. */
    @Test
    void theStepWidthIsAsUncertainAsItsStepsScatter() throws NoWalkFound {
        PhantomTruth truth = walker(4);
        var width = measured(analyze(truth.pixels(), truth.settings().height()), "step_width", null);
        double half = (width.ci95High() - width.ci95Low()) / 2;
        assertThat(half).isGreaterThan(MeanOfStrides.studentHalfWidth(width.n(), width.sd(), 0.025));
    }

    @Test
    void withoutHeightTheStepWidthIsWithheldAndTheTimesAreNot() throws NoWalkFound {
        PhantomTruth truth = walker(5);
        GaitResult result = GaitAnalyzer.analyze(truth.pixels(), Subject.UNKNOWN, GaitOptions.DEFAULT);
        assertThat(reason(result, "step_width", null)).contains("give the body height");
        assertThat(value(result, "stance_percent", null))
                .isCloseTo(truth.parameter("stance_percent", null), within(3.0));
    }

    @Test
    void withTheLensKnownTheSpeedIsThatOfTheChangeOfSize() throws NoWalkFound {
        for (int seed = 0; seed < 6; seed++) {
            PhantomTruth truth = walker(seed);
            PhantomSettings s = truth.settings();
            double nearest = s.camera().distanceMetres() - s.speed() * s.duration() / 2;
            double focal = s.pictureHeight() * nearest / s.camera().visibleHeightMetres();
            GaitResult result = GaitAnalyzer.analyze(
                    truth.pixels(),
                    Subject.ofHeight(s.height()),
                    GaitOptions.DEFAULT.at(new FilmedPlace(null, null, null, null, null, focal, null)));
            assertThat(value(result, "walking_speed", null))
                    .as("seed %d", seed)
                    .isCloseTo(s.speed(), within(0.06 * s.speed()));
        }
    }

    @Test
    void contactsAreFoundByTheAnklesWhereFeetAreNotSeen() throws NoWalkFound {
        for (int seed = 0; seed < 8; seed++) {
            PhantomTruth truth = walker(seed);
            SkeletonOverTime coco = Skeletons.seenOnly(
                    truth.pixels(),
                    (f, joint) ->
                            !joint.name().endsWith("HEEL") && !joint.name().endsWith("TOE"));
            GaitResult result = analyze(coco, truth.settings().height());
            assertThat(value(result, "cadence", null))
                    .as("seed %d", seed)
                    .isCloseTo(truth.parameter("cadence", null), within(4.0));
        }
    }

    @Test
    void aWayTowardsTheCameraAndOneBackAreMeasuredAndPutTogether() throws NoWalkFound {
        SkeletonOverTime towards = walker(2).pixels();
        int frames = towards.frames();
        double[] times = new double[2 * frames];
        for (int f = 0; f < times.length; f++) {
            times[f] = f / 30.0;
        }
        SkeletonOverTime andBack = Skeletons.make(CoordinateFrame.IMAGE_PIXELS, times, (f, joint) -> {
            int g = f < frames ? f : 2 * frames - 1 - f;
            return new double[] {towards.x(g, joint), towards.y(g, joint), towards.confidence(g, joint)};
        });
        GaitResult result = analyze(andBack, 1.7);
        assertThat(result.bouts().stream().map(WalkedBout::direction))
                .as("played backwards, a walk towards the camera goes away")
                .containsExactly(WalkingDirection.TOWARDS_CAMERA, WalkingDirection.AWAY_FROM_CAMERA);
        assertThat(value(result, "cadence", null)).isCloseTo(walker(2).parameter("cadence", null), within(3.0));
    }

    @Test
    void standingBeforeTheCameraIsNoWalk() {
        PhantomTruth truth = walker(2);
        SkeletonOverTime still =
                Skeletons.make(CoordinateFrame.IMAGE_PIXELS, truth.pixels().timesSeconds(), (f, joint) ->
                        new double[] {truth.pixels().x(0, joint), truth.pixels().y(0, joint), 1});
        assertThatThrownBy(() -> analyze(still, 1.7))
                .isInstanceOf(NoWalkFound.class)
                .hasMessageContaining("neither comes nearer nor goes away");
    }

    @Test
    void givenContactsGiveTheSameTimesFromTheFront() throws NoWalkFound {
        PhantomTruth truth = walker(6);
        GaitResult result = GaitAnalyzer.analyze(
                truth.pixels(), Subject.ofHeight(truth.settings().height()), GaitOptions.DEFAULT, truth.events());
        assertThat(value(result, "stance_time", Side.LEFT))
                .isCloseTo(truth.parameter("stance_time", Side.LEFT), within(1e-6));
        assertThat(value(result, "step_width", null)).isCloseTo(truth.parameter("step_width", null), within(0.01));
    }
}
