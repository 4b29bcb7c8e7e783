package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The small pieces, each by itself. */
class BuildingBlocksTest {
    private static double[] times(int n, double rate) {
        double[] t = new double[n];
        for (int i = 0; i < n; i++) {
            t[i] = i / rate;
        }
        return t;
    }

    @Test
    void shortGapsAreClosedByACubicAndLongOnesStayOpen() {
        double[] t = times(60, 30);
        double[] v = new double[60];
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.sin(2 * t[i]);
        }
        double[] holes = v.clone();
        for (int i = 10; i < 14; i++) {
            holes[i] = Double.NaN;
        }
        for (int i = 30; i < 42; i++) {
            holes[i] = Double.NaN;
        }
        double[] filled = new GapFilling(t, holes, 0.2, 1 / 30.0).fill(holes, t);
        for (int i = 10; i < 14; i++) {
            assertThat(filled[i]).isCloseTo(v[i], within(0.003));
        }
        for (int i = 30; i < 42; i++) {
            assertThat(filled[i]).isNaN();
        }
        assertThat(filled[29]).isCloseTo(v[29], within(1e-12));
    }

    @Test
    void peaksLieBetweenSamples() {
        double[] t = times(120, 30);
        double[] v = new double[120];
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.cos(2 * Math.PI * (t[i] - 0.512));
        }
        List<Peaks.Peak> peaks = Peaks.of(new Signal(t, v), 0.5, 0.6);
        assertThat(peaks).hasSize(4);
        assertThat(peaks.getFirst().timeSeconds()).isCloseTo(0.512, within(0.001));
        assertThat(peaks.get(2).value()).isCloseTo(1, within(0.001));
    }

    @Test
    void aSingleWildSampleIsTakenOutAndAFastSwingIsNot() {
        double[] t = times(60, 30);
        double[] x = new double[60];
        double[] y = new double[60];
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.7 * Math.sin(2 * Math.PI * t[i]);
        }
        double[] kept = x.clone();
        x[20] += 0.3;
        new OutlierFilter(0.85).clean(t, x, y);
        assertThat(x[20]).isNaN();
        for (int i = 0; i < x.length; i++) {
            if (i != 20) {
                assertThat(x[i]).isEqualTo(kept[i]);
            }
        }
    }

    @Test
    void evenTurnsHaveNoPhaseCoordinationIndex() {
        assertThat(SymmetryParameters.phaseCoordination(new double[] {0.5, 0.5, 0.5, 0.5, 0.5}))
                .isZero();
    }

    @Test
    void phaseCoordinationIndexAddsDepartureAndVariation() {
        double[] phases = {0.52, 0.54, 0.53, 0.55, 0.51};
        double departure = 100 * 0.03 / 0.5;
        double variation = 100 * Math.sqrt(0.00025) / 0.53;
        assertThat(SymmetryParameters.phaseCoordination(phases)).isCloseTo(departure + variation, within(1e-9));
    }

    @Test
    void oneStrideHasAnIntervalFromATypicalSpread() {
        MeanOfStrides one = MeanOfStrides.of(new double[] {1.1}, Spread.ofShare(0.03, 0.01, 0));
        assertThat(one.sd()).isNaN();
        assertThat(one.ci95().high() - 1.1).isCloseTo(Math.hypot(2.776 * 0.033, 0.01), within(1e-6));
    }

    @Test
    void manyStridesHaveTheBootstrapsInterval() {
        double[] values = new double[400];
        Random random = new Random(4);
        for (int i = 0; i < values.length; i++) {
            values[i] = 10 + random.nextGaussian();
        }
        MeanOfStrides mean = MeanOfStrides.of(values, Spread.of(0, 0));
        double half = (mean.ci95().high() - mean.ci95().low()) / 2;
        assertThat(half).isCloseTo(1.96 / 20, within(0.015));
    }

    @Test
    void aStrideWhoseEventsAreOutOfOrderGivesNoSupportTimes() {
        List<GaitEvent> events = List.of(
                new GaitEvent(EventType.HEEL_STRIKE, Side.LEFT, 0.0, 1),
                new GaitEvent(EventType.HEEL_STRIKE, Side.RIGHT, 0.5, 1),
                new GaitEvent(EventType.TOE_OFF, Side.LEFT, 0.6, 1),
                new GaitEvent(EventType.TOE_OFF, Side.RIGHT, 0.7, 1),
                new GaitEvent(EventType.HEEL_STRIKE, Side.LEFT, 1.0, 1));
        Stride stride = Stride.of(events).getFirst();
        assertThat(stride.seconds()).isEqualTo(1.0);
        assertThat(stride.stanceSeconds()).isEqualTo(0.6);
        assertThat(stride.singleSupportSeconds()).isNaN();
        assertThat(stride.doubleSupportSeconds()).isNaN();
    }
}
