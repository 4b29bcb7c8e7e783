package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ButterworthTest {
    private static double[] sine(double hertz, double rate, int n) {
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return v;
    }

    /** Amplitude in the middle, where the ends do not matter. */
    private static double gain(double hertz, double rate, double cutOff) {
        double[] out = new Butterworth(cutOff, rate).filter(sine(hertz, rate, 4000));
        double squares = 0;
        for (int i = 1000; i < 3000; i++) {
            squares += out[i] * out[i];
        }
        return Math.sqrt(2 * squares / 2000);
    }

    @ParameterizedTest
    @CsvSource({"6,100", "6,60", "6,30", "8,120"})
    void bothPassesTogetherLoseThreeDecibelsAtTheCutOff(double cutOff, double rate) {
        assertThat(gain(cutOff, rate, cutOff)).isCloseTo(Math.sqrt(0.5), within(0.02));
        assertThat(gain(cutOff / 6, rate, cutOff)).isCloseTo(1, within(0.005));
    }

    @Test
    void nothingIsDelayed() {
        double[] in = sine(1, 100, 1000);
        double[] out = new Butterworth(6, 100).filter(in);
        for (int i = 200; i < 800; i++) {
            assertThat(out[i]).isCloseTo(in[i], within(0.005));
        }
    }

    @Test
    void aStraightLineStaysOneToItsEnds() {
        double[] line = new double[50];
        for (int i = 0; i < line.length; i++) {
            line[i] = 3 * i - 20;
        }
        assertThat(new Butterworth(6, 30).filter(line)).containsExactly(line, within(1e-4));
    }

    @Test
    void gapsStayGapsAndDoNotSpread() {
        double[] v = sine(1, 60, 120);
        v[50] = Double.NaN;
        double[] out = new Butterworth(6, 60).filter(v);
        assertThat(out[50]).isNaN();
        assertThat(out[49]).isFinite();
        assertThat(out[51]).isFinite();
    }
}
