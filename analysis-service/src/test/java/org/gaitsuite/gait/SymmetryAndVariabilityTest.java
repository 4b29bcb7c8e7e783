package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gaitsuite.gait.Results.measured;
import static org.gaitsuite.gait.Results.reason;
import static org.gaitsuite.gait.Results.value;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How alike the sides are and how alike the strides, of walkers who are built uneven. */
class SymmetryAndVariabilityTest {
    private static final String[] FAMILY = {"_symmetry", "_symmetry_angle", "_symmetry_ratio", "_symmetry_log_ratio"};

    private final TestWalker walker = new TestWalker();

    private GaitResult analyze() throws NoWalkFound {
        return GaitAnalyzer.analyze(walker.metres(), Subject.UNKNOWN, GaitOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"0.55, 20, 6.346, 1.2222, 20.07", "0.45, -20, -6.346, 0.8182, -20.07", "0.5, 0, 0, 1, 0"})
    void fourMeasuresOfOneLimpAgree(double phase, double index, double angle, double ratio, double log)
            throws NoWalkFound {
        walker.phaseOfRight = phase;
        walker.seconds = 10;
        GaitResult result = analyze();
        assertThat(value(result, "step_time_symmetry", null)).isCloseTo(index, within(0.5));
        assertThat(value(result, "step_time_symmetry_angle", null)).isCloseTo(angle, within(0.2));
        assertThat(value(result, "step_time_symmetry_ratio", null)).isCloseTo(ratio, within(0.006));
        assertThat(value(result, "step_time_symmetry_log_ratio", null)).isCloseTo(log, within(0.5));
        for (String suffix : FAMILY) {
            GaitParameter.Measured m = measured(result, "step_time" + suffix, null);
            assertThat(m.value()).as(m.name()).isBetween(m.ci95Low(), m.ci95High());
            boolean evenWithin = m.ci95Low() < even(suffix) && even(suffix) < m.ci95High();
            assertThat(evenWithin).as("%s tells even from uneven", suffix).isEqualTo(phase == 0.5);
        }
    }

    private static double even(String suffix) {
        return suffix.equals("_symmetry_ratio") ? 1 : 0;
    }

    @Test
    void everySideNeedsTwoSteps() throws NoWalkFound {
        walker.seconds = 2.4;
        GaitResult result = analyze();
        for (String name : List.of("stance_time", "swing_time", "knee_rom")) {
            for (String suffix : FAMILY) {
                assertThat(reason(result, name + suffix, null)).contains("two of each");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {6, 10})
    void variabilityOfAShortWalkIsWithheldWithTheNumberItTakes(double seconds) throws NoWalkFound {
        walker.seconds = seconds;
        for (String name : List.of("stride_time", "step_time", "stride_length", "swing_time")) {
            assertThat(reason(analyze(), name + "_sd", null))
                    .contains("at least 10")
                    .contains("50");
            assertThat(reason(analyze(), name + "_cv", null)).contains("at least 10");
        }
    }

    /** Time itself runs unevenly, so every stride has another length, which is known. */
    @Test
    void strideTimesThatVaryAreFoundToVaryThatMuch() throws NoWalkFound {
        walker.seconds = 45;
        SkeletonOverTime uneven = Skeletons.retimed(
                walker.metres(),
                t -> t + 0.06 * Math.sin(2 * Math.PI * t / 4.7) + 0.04 * Math.sin(2 * Math.PI * t / 3.1));
        GaitResult result = GaitAnalyzer.analyze(uneven, Subject.UNKNOWN, GaitOptions.DEFAULT);
        double truth = Math.sqrt(Arrays.stream(Side.values())
                .mapToDouble(side -> variance(walker.heelStrikes(side)))
                .average()
                .orElseThrow());
        GaitParameter.Measured sd = measured(result, "stride_time_sd", null);
        assertThat(sd.value()).isCloseTo(truth, within(0.1 * truth));
        assertThat(truth).isBetween(sd.ci95Low(), sd.ci95High());
        assertThat(value(result, "stride_time_cv", null)).isCloseTo(100 * truth / 1.1, within(10 * truth / 1.1));
    }

    private static double variance(List<Double> strikes) {
        double[] warped = strikes.stream()
                .mapToDouble(t -> t + 0.06 * Math.sin(2 * Math.PI * t / 4.7) + 0.04 * Math.sin(2 * Math.PI * t / 3.1))
                .toArray();
        double[] times = IntStream.range(1, warped.length)
                .mapToDouble(i -> warped[i] - warped[i - 1])
                .toArray();
        return Math.pow(Statistics.standardDeviation(times), 2);
    }

    @Test
    void aLimpIsNoVariability() throws NoWalkFound {
        walker.phaseOfRight = 0.58;
        walker.seconds = 20;
        GaitResult result = analyze();
        assertThat(value(result, "step_time_cv", null)).isLessThan(1);
        assertThat(value(result, "step_time_symmetry", null)).isGreaterThan(25);
    }

    @Test
    void anEvenWalkIsSteadyWithinWhatFramesCanTell() throws NoWalkFound {
        walker.seconds = 20;
        GaitParameter.Measured sd = measured(analyze(), "stride_time_sd", null);
        assertThat(sd.value()).isLessThan(0.003);
        assertThat(sd.ci95Low()).as("may be perfectly steady").isZero();
    }

    @Test
    void withoutAScaleTheCoefficientOfVariationIsStillKnown() throws NoWalkFound {
        walker.seconds = 20;
        GaitResult result = GaitAnalyzer.analyze(walker.pixels(60, 100), Subject.UNKNOWN, GaitOptions.DEFAULT);
        assertThat(reason(result, "stride_length_sd", null)).contains("height");
        assertThat(value(result, "stride_length_cv", null)).isLessThan(1);
    }
}
