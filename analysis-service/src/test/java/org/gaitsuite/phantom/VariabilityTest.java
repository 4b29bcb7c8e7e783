package org.gaitsuite.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.WalkingSurface;
import org.junit.jupiter.api.Test;

/** Strides that differ, about the mean that was asked for. */
class VariabilityTest {
    private final PhantomTruth truth = PhantomWalk.truth(PhantomSettings.builder()
            .surface(WalkingSurface.TREADMILL)
            .variability(Variability.USUAL)
            .duration(400)
            .frameRate(50)
            .build());

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1)) / mean;
    }

    @Test
    void strideTimesVaryAsMuchAsAskedAboutTheMeanThatWasAsked() {
        for (Side side : Side.values()) {
            double[] strikes = truth.times(EventType.HEEL_STRIKE, side);
            double[] strides = new double[strikes.length - 1];
            Arrays.setAll(strides, i -> strikes[i + 1] - strikes[i]);
            assertThat(variation(strides)).isCloseTo(0.02, within(0.003));
            assertThat(mean(strides)).isCloseTo(truth.parameter("stride_time", side), within(0.004));
        }
    }

    @Test
    void stepLengthsVaryAsMuchAsAskedAboutTheMeanThatWasAsked() {
        double[] left = truth.times(EventType.HEEL_STRIKE, Side.LEFT);
        double[] right = truth.times(EventType.HEEL_STRIKE, Side.RIGHT);
        int from = left[0] < right[0] ? 0 : 1;
        double[] steps = new double[Math.min(left.length, right.length) - 2];
        Arrays.setAll(steps, i -> footprint(Side.RIGHT, right[i + from]) - footprint(Side.LEFT, left[i]));
        boolean afterLeft = right[from] > left[0];
        assertThat(afterLeft).isTrue();
        assertThat(variation(steps)).isCloseTo(0.03, within(0.005));
        assertThat(mean(steps)).isCloseTo(truth.parameter("step_length", Side.RIGHT), within(0.005));
    }

    /** On firm ground: the belt's way is added. */
    private double footprint(Side side, double strike) {
        SkeletonOverTime metres = truth.metres();
        int frame = (int) Math.round((strike + 0.25) * 50);
        return metres.x(Math.min(frame, metres.frames() - 1), Joint.of(side, "HEEL"))
                + truth.settings().speed() * metres.timeSeconds(Math.min(frame, metres.frames() - 1));
    }

    @Test
    void feetDoNotSlideWhileTheyStand() {
        PhantomTruth ground = PhantomWalk.truth(PhantomSettings.builder()
                .variability(new Variability(0.04, 0.06))
                .frameRate(100)
                .build());
        double[] strikes = ground.times(EventType.HEEL_STRIKE, Side.LEFT);
        double[] offs = ground.times(EventType.TOE_OFF, Side.LEFT);
        int checked = 0;
        for (double strike : strikes) {
            for (double off : offs) {
                if (off > strike && off < strike + 1) {
                    double flat = ground.metres().x((int) ((strike + 0.2) * 100), Joint.LEFT_HEEL);
                    double later = ground.metres().x((int) ((strike + 0.26) * 100), Joint.LEFT_HEEL);
                    assertThat(later).isCloseTo(flat, within(0.004));
                    checked++;
                }
            }
        }
        assertThat(checked).isPositive();
    }

    @Test
    void withoutVariabilityEveryStrideIsLikeTheNext() {
        PhantomTruth even = PhantomWalk.truth(
                PhantomSettings.builder().variability(Variability.NONE).build());
        double[] strikes = even.times(EventType.HEEL_STRIKE, Side.LEFT);
        for (int i = 0; i + 1 < strikes.length; i++) {
            assertThat(strikes[i + 1] - strikes[i]).isCloseTo(even.parameter("stride_time", Side.LEFT), within(1e-12));
        }
    }

    @Test
    void aStretchIsUndoneByItsInverse() {
        Stretch stretch = Stretch.of(3, 0.5, 20, 0.1, new Dice(1, 1));
        double last = Double.NEGATIVE_INFINITY;
        for (double u = 1; u < 16; u += 0.01) {
            double value = stretch.at(u);
            assertThat(value).isGreaterThan(last);
            assertThat(stretch.inverse(value)).isCloseTo(u, within(1e-9));
            last = value;
        }
    }
}
