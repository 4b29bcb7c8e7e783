package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveRangeTest {
    private static double[] curve(double amplitude, double shift) {
        double[] curve = new double[101];
        for (int p = 0; p < curve.length; p++) {
            curve[p] = amplitude / 2 * Math.sin(2 * Math.PI * (p + shift) / 100);
        }
        return curve;
    }

    @Test
    void noiseDoesNotEnlargeTheRange() {
        Random random = new Random(5);
        List<double[]> noisy = new ArrayList<>();
        for (int stride = 0; stride < 200; stride++) {
            double[] curve = curve(60, 0);
            for (int p = 0; p < curve.length; p += 4) {
                double noise = 3 * random.nextGaussian();
                for (int q = p; q < Math.min(p + 4, curve.length); q++) {
                    curve[q] += noise;
                }
            }
            noisy.add(curve);
        }
        double[] ranges = CurveRange.of(noisy);
        double own = noisy.stream()
                .mapToDouble(c -> Statistics.quantile(c, 1) - Statistics.quantile(c, 0))
                .average()
                .orElseThrow();
        assertThat(own).as("between the strides' own extremes").isGreaterThan(64);
        assertThat(Statistics.mean(ranges)).isBetween(59.0, 60 + 0.7 * (own - 60));
    }

    @Test
    void eachStrideKeepsItsOwnRange() {
        assertThat(CurveRange.of(List.of(curve(50, 0), curve(60, 2), curve(70, -2))))
                .containsExactly(new double[] {50, 60, 70}, within(0.3));
    }

    @Test
    void aSingleStrideHasItsOwnExtremesAndNoneHasNothing() {
        assertThat(CurveRange.of(List.of(curve(40, 0)))).containsExactly(new double[] {40}, within(0.1));
        assertThat(CurveRange.of(List.of())).isEmpty();
        assertThat(Arrays.stream(CurveRange.of(List.of())).sum()).isZero();
    }
}
