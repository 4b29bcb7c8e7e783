package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoiseTrialsTest {
    private static TestWalker walker(double noiseMetres) {
        TestWalker walker = new TestWalker();
        walker.rateHertz = 30;
        walker.seconds = 8;
        walker.treadmill = true;
        walker.noiseMetres = noiseMetres;
        return walker;
    }

    private static List<GaitParameter> once(Preparation prepared) throws NoWalkFound {
        return SagittalMeasurement.of(
                        prepared,
                        CoordinateFrame.SAGITTAL_METRES,
                        Subject.UNKNOWN,
                        GaitOptions.DEFAULT,
                        walk -> WalkEvents.find(walk, ContactMethod.CONSENSUS))
                .parameters();
    }

    private record Both(List<GaitParameter> before, List<GaitParameter> after) {
        GaitParameter.Measured before(String name, @Nullable Side side) {
            return find(before, name, side);
        }

        GaitParameter.Measured after(String name, @Nullable Side side) {
            return find(after, name, side);
        }

        private static GaitParameter.Measured find(List<GaitParameter> all, String name, @Nullable Side side) {
            return (GaitParameter.Measured) all.stream()
                    .filter(p -> p.name().equals(name) && p.side() == side)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Both measure(TestWalker walker) throws NoWalkFound {
        Preparation prepared = Preparation.of(walker.metres(), GaitOptions.DEFAULT);
        List<GaitParameter> before = once(prepared);
        NoiseTrials trials = NoiseTrials.of(prepared, before, GaitOptions.DEFAULT, NoiseTrialsTest::once);
        return new Both(before, trials.widened(before));
    }

    @Test
    void whatCarriesNoNoiseKeepsItsIntervals() throws NoWalkFound {
        Both both = measure(walker(0));
        GaitParameter.Measured before = both.before("step_length", Side.LEFT);
        GaitParameter.Measured after = both.after("step_length", Side.LEFT);
        assertThat(after.ci95High() - after.ci95Low())
                .isCloseTo(before.ci95High() - before.ci95Low(), within(0.02 * (before.ci95High() - before.ci95Low())));
    }

    @Test
    void noIntervalGetsNarrowerAndNoValueMoves() throws NoWalkFound {
        Both both = measure(walker(0.02));
        assertThat(both.after).hasSameSizeAs(both.before);
        for (int i = 0; i < both.before.size(); i++) {
            if (both.before.get(i) instanceof GaitParameter.Measured before) {
                GaitParameter.Measured after = (GaitParameter.Measured) both.after.get(i);
                assertThat(after.value()).as(before.name()).isEqualTo(before.value());
                assertThat(after.ci95Low()).as(before.name()).isLessThanOrEqualTo(before.ci95Low() + 1e-12);
                assertThat(after.ci95High()).as(before.name()).isGreaterThanOrEqualTo(before.ci95High() - 1e-12);
            }
        }
    }

    @Test
    void aBeltWhoseSpeedNoiseHidesMakesTheWalkingSpeedUncertainThoughItsStridesAgree() throws NoWalkFound {
        Both both = measure(walker(0.04));
        GaitParameter.Measured before = both.before("walking_speed", null);
        GaitParameter.Measured after = both.after("walking_speed", null);
        assertThat(after.ci95High() - after.ci95Low()).isGreaterThan(1.2 * (before.ci95High() - before.ci95Low()));
    }

    /** Two coefficients of variation cannot fall below nothing, and noise only ever adds to them. */
    @Test
    void whatNoiseEnlargesMayWellBeSmaller() throws NoWalkFound {
        TestWalker walker = walker(0.04);
        walker.seconds = 20;
        Both both = measure(walker);
        GaitParameter.Measured before = both.before("step_time_cv", null);
        GaitParameter.Measured after = both.after("step_time_cv", null);
        double below = before.ci95Low() - after.ci95Low();
        double above = after.ci95High() - before.ci95High();
        assertThat(below).isGreaterThan(1.3 * above).isPositive();
        assertThat(after.ci95Low()).isNotNegative();
    }

    @Test
    void theSameWalkAlwaysHasTheSameIntervals() throws NoWalkFound {
        assertThat(measure(walker(0.02)).after).isEqualTo(measure(walker(0.02)).after);
    }

    @Test
    void aLongRecordingIsTriedOnItsBeginning() throws NoWalkFound {
        TestWalker walker = walker(0.03);
        walker.seconds = 90;
        int[] most = {0};
        Preparation prepared = Preparation.of(walker.metres(), GaitOptions.DEFAULT);
        NoiseTrials.of(prepared, once(prepared), GaitOptions.DEFAULT, noisier -> {
            most[0] = Math.max(most[0], noisier.landmarks().frames());
            return once(noisier);
        });
        assertThat(prepared.landmarks().frames()).isGreaterThan(2000);
        assertThat(most[0]).isEqualTo(1200);
    }
}
