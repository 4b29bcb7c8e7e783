package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FootMotionTest {
    private static final double INTERVAL = 0.02;

    /** A bump of height 1 at each of these times, in every signal. */
    private static FootMotion bumps(double noise, double... at) {
        Random random = new Random(4);
        double[] time = new double[500];
        double[] value = new double[time.length];
        for (int i = 0; i < time.length; i++) {
            time[i] = i * INTERVAL;
            for (double t : at) {
                value[i] += Math.exp(-Math.pow((time[i] - t) / 0.05, 2));
            }
            value[i] += noise * random.nextGaussian();
        }
        Signal s = new Signal(time, value);
        return new FootMotion(s, s, s, s, s, s, s, s);
    }

    @Test
    void theAverageHasItsBumpWhereTheMomentsHaveIt() {
        FootMotion foot = bumps(0, 1.013, 2.227, 3.391);
        FootMotion average = FootMotion.average(
                List.of(
                        new FootMotion.Moment(foot, 1.0),
                        new FootMotion.Moment(foot, 2.214),
                        new FootMotion.Moment(foot, 3.378)),
                0.2,
                INTERVAL);
        assertThat(Peaks.highest(average.pitch(), -0.2, 0.2)).isCloseTo(0.013, within(0.002));
        assertThat(average.pitch().time()[0]).isCloseTo(-0.2, within(1e-9));
    }

    @Test
    void noiseAveragesOut() {
        double[] at = new double[12];
        for (int i = 0; i < at.length; i++) {
            at[i] = 0.5 + 0.7 * i;
        }
        FootMotion foot = bumps(0.3, at);
        List<FootMotion.Moment> moments =
                Arrays.stream(at).mapToObj(t -> new FootMotion.Moment(foot, t)).toList();
        Signal average = FootMotion.average(moments, 0.3, INTERVAL).heelAhead();
        double[] beside = average.between(-0.3, -0.16);
        assertThat(Statistics.standardDeviation(beside)).isBetween(0.02, 0.15);
    }

    @Test
    void aMomentWhoseSurroundingsAreNotAllSeenDoesNotCount() {
        FootMotion foot = bumps(0, 0.05, 4);
        FootMotion cut = FootMotion.average(
                List.of(new FootMotion.Moment(foot, 0.05), new FootMotion.Moment(foot, 4.03)), 0.2, INTERVAL);
        assertThat(Peaks.highest(cut.toeRise(), -0.2, 0.2)).isCloseTo(-0.03, within(0.002));
        FootMotion none = FootMotion.average(List.of(new FootMotion.Moment(foot, 0.05)), 0.2, INTERVAL);
        assertThat(Statistics.finite(none.toeRise().value())).isEmpty();
    }
}
