package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether 95 % intervals hold the truth 95 times of a hundred. */
class MeanOfStridesTest {
    private static final int WALKS = 3000;

    private static double covered(ToDoubleFunction<Random> walk) {
        double inside = 0;
        for (int seed = 0; seed < WALKS; seed++) {
            inside += walk.applyAsDouble(new Random(seed));
        }
        return 100 * inside / WALKS;
    }

    private static double holds(MeanOfStrides mean, double truth) {
        return mean.ci95().low() <= truth && truth <= mean.ci95().high() ? 1 : 0;
    }

    private static double[] strides(Random random, int n, double sd) {
        return random.doubles(n).map(u -> 1.1 + sd * random.nextGaussian()).toArray();
    }

    /** Two or three strides lean on what is typical, so that the interval of a walker who is not quite typical still holds. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theTruthSeldomLiesOutsideTheIntervalOfFewStrides(int n) {
        Spread spread = Spread.ofShare(0.03, 0, 0);
        double covered = covered(random -> holds(MeanOfStrides.of(strides(random, n, 0.04), spread), 1.1));
        assertThat(covered).isBetween(94.0, 99.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 12, 20, 40})
    void theTruthLiesInTheIntervalNinetyFiveTimesOfAHundred(int n) {
        Spread spread = Spread.ofShare(0.03, 0, 0);
        double covered = covered(random -> holds(MeanOfStrides.of(strides(random, n, 0.03), spread), 1.1));
        assertThat(covered).isBetween(93.0, 97.5);
    }

    @Test
    void whatStridesShareIsCoveredTooWithoutBeingCountedTwice() {
        Spread spread = Spread.ofShare(0.03, 1.96 * 0.01, 0);
        double covered = covered(random -> {
            double shared = 0.01 * random.nextGaussian();
            return holds(MeanOfStrides.of(strides(random, 10, 0.03), spread), 1.1 - shared);
        });
        assertThat(covered).isBetween(93.0, 97.0);
    }

    @Test
    void strikesThatEndOneStrideAndBeginTheNextCancelInTheMean() {
        double ends = 0.02 * 0.02;
        double covered = covered(random -> {
            double[] strides = strides(random, 10, 0.02);
            double last = 0.02 * random.nextGaussian();
            for (int i = 0; i < strides.length; i++) {
                double next = 0.02 * random.nextGaussian();
                strides[i] += next - last;
                last = next;
            }
            return holds(MeanOfStrides.of(strides, Spread.ofShare(0.03, 0, 0).sharingEnds(ends)), 1.1);
        });
        assertThat(covered).isBetween(93.0, 97.5);
    }

    @Test
    void stridesOfBothFeetAreOfOneWalkAndStepsAreNot() {
        double[] left = {1.0, 1.1, 1.2, 1.1, 1.05, 1.15};
        double[] right = {1.05, 1.15, 1.1, 1.0, 1.1, 1.2};
        MeanOfStrides alone = MeanOfStrides.of(left, Spread.of(0.05, 0));
        MeanOfStrides steps = MeanOfStrides.ofSides(left, right, Spread.of(0.05, 0));
        MeanOfStrides strides =
                MeanOfStrides.ofSides(left, right, Spread.of(0.05, 0).overlapping(1));
        assertThat(width(steps)).isCloseTo(width(alone) / Math.sqrt(2), within(0.1 * width(alone)));
        assertThat(width(strides)).isCloseTo(width(alone), within(0.1 * width(alone)));
    }

    @Test
    void anIntervalLeansTheWayItsStridesDo() {
        double[] skewed = {1, 1, 1, 1, 1, 1, 1, 1, 1, 3};
        MeanOfStrides mean = MeanOfStrides.of(skewed, Spread.of(0.1, 0));
        assertThat(mean.ci95().high() - mean.mean())
                .isGreaterThan(1.3 * (mean.mean() - mean.ci95().low()));
    }

    private static double width(MeanOfStrides mean) {
        return mean.ci95().high() - mean.ci95().low();
    }
}
