package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidualAnalysisTest {
    /** Movement with harmonics of 0.9 Hz up to a band's edge, 0.3 m and falling, and white noise. */
    private static Signal signal(double rate, double bandHertz, double noise, int seed) {
        Random random = new Random(seed);
        double[] phases = random.doubles(8, 0, 2 * Math.PI).toArray();
        int n = (int) (10 * rate);
        double[] time = new double[n];
        double[] value = new double[n];
        for (int i = 0; i < n; i++) {
            time[i] = i / rate;
            for (int k = 1; 0.9 * k <= bandHertz; k++) {
                value[i] += 0.3 / (k * k) * Math.sin(2 * Math.PI * 0.9 * k * time[i] + phases[k]);
            }
            value[i] += noise * random.nextGaussian();
        }
        return new Signal(time, value);
    }

    @ParameterizedTest
    @CsvSource({"60, 3", "60, 6", "120, 3", "120, 6"})
    void quietMovementIsKeptToTheEdgeOfItsBand(double rate, double band) {
        assertThat(ResidualAnalysis.cutOff(signal(rate, band, 0.002, 1))).isBetween(band, 2.1 * band);
    }

    @ParameterizedTest
    @CsvSource({"30, 6", "60, 6", "120, 6"})
    void theMoreNoiseTheLowerTheCutOff(double rate, double band) {
        double quiet = ResidualAnalysis.cutOff(signal(rate, band, 0.001, 2));
        double usual = ResidualAnalysis.cutOff(signal(rate, band, 0.005, 2));
        double noisy = ResidualAnalysis.cutOff(signal(rate, band, 0.03, 2));
        assertThat(usual).isLessThan(quiet).isBetween(4.0, 8.0);
        assertThat(noisy).isLessThan(usual).isGreaterThan(0.9);
    }

    /** A walker goes on and on: the filter must not take the way for movement that it cuts, least of all at the ends of a short recording. */
    @ParameterizedTest
    @CsvSource({"1.5, 2", "1.5, 10", "-0.6, 3"})
    void theWayForwardDoesNotMatter(double metresPerSecond, int seconds) {
        Signal whole = signal(60, 6, 0.005, 4);
        int n = 60 * seconds;
        Signal still = new Signal(Arrays.copyOf(whole.time(), n), Arrays.copyOf(whole.value(), n));
        double[] away = new double[n];
        Arrays.setAll(away, i -> still.value()[i] + metresPerSecond * still.time()[i]);
        assertThat(ResidualAnalysis.cutOff(new Signal(still.time(), away)))
                .isCloseTo(ResidualAnalysis.cutOff(still), within(0.05));
    }

    /** A tenth more or less noise of the same size must not move it: the choice is not chance. */
    @Test
    void otherNoiseOfTheSameSizeGivesNearlyTheSameCutOff() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int seed = 0; seed < 10; seed++) {
            double cutOff = ResidualAnalysis.cutOff(signal(60, 6, 0.005, seed));
            least = Math.min(least, cutOff);
            most = Math.max(most, cutOff);
        }
        assertThat(most - least).isLessThan(1.2);
    }

    @Test
    void gapsAreLeftOutAndShortSignalsToldApart() {
        Signal whole = signal(60, 6, 0.005, 3);
        double[] holes = whole.value().clone();
        for (int i = 200; i < 260; i++) {
            holes[i] = Double.NaN;
        }
        assertThat(ResidualAnalysis.cutOff(new Signal(whole.time(), holes))).isBetween(4.0, 8.0);
        Signal few = signal(60, 6, 0.005, 3);
        assertThat(ResidualAnalysis.cutOff(new Signal(Arrays.copyOf(few.time(), 20), Arrays.copyOf(few.value(), 20))))
                .isNaN();
        assertThat(ResidualAnalysis.cutOff(signal(20, 3, 0.005, 3)))
                .as("20 frames a second leave no room above the movement")
                .isNaN();
    }
}
