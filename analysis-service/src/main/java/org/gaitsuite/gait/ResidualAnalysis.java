package org.gaitsuite.gait;

/**
 * Chooses the cut-off of the low-pass filter from the signal itself by residual analysis (Winter, Biomechanics and Motor Control of Human
 * Movement, 4th ed. 2009, section 2.2.4.5, after Wells &amp; Winter 1980). What a filter takes out of a signal falls steeply with its cut-off where
 * it takes out movement, and then slowly where it takes out noise alone. How large the noise is follows from the slow part; the cut-off is where as
 * much is taken out as there is noise, so that as much movement is lost as noise stays. Winter draws a straight line through the slow part by
 * eye; here it has the form that white noise gives it, which is known from the filter.
 */
final class ResidualAnalysis {
    private static final double LOWEST_HERTZ = 1;
    private static final double STEP_HERTZ = 0.5;

    /** Noise alone is sought in the upper half of what the frame rate can carry, and at least from here on. */
    private static final double NOISE_ALONE_HERTZ = 8;

    private static final int FEWEST_SAMPLES = 30;
    private static final int FEWEST_OF_NOISE = 4;
    private static final double IMPULSE_SECONDS = 1;

    private ResidualAnalysis() {}

    /**
     * @param signal one coordinate of one landmark, on an even time base; unknown samples are left out
     * @return Hz; NaN where the signal is too short, or its frame rate too low, to tell noise from movement
     */
    static double cutOff(Signal signal) {
        double rate = 1 / signal.interval();
        double highest = Butterworth.HIGHEST_SHARE_OF_RATE * rate;
        int known = Statistics.finite(signal.value()).length;
        int n = (int) Math.floor((highest - LOWEST_HERTZ) / STEP_HERTZ) + 1;
        double from = Math.max(NOISE_ALONE_HERTZ, highest / 2);
        int first = (int) Math.ceil((from - LOWEST_HERTZ) / STEP_HERTZ);
        if (known < FEWEST_SAMPLES || n - first < FEWEST_OF_NOISE) {
            return Double.NaN;
        }
        double[] residuals = new double[n];
        double noise = 0;
        for (int i = 0; i < n; i++) {
            residuals[i] = residual(signal.value(), hertz(i), rate);
            noise += i < first ? 0 : residuals[i] / shareOfNoise(hertz(i), rate) / (n - first);
        }
        for (int i = 0; i < n; i++) {
            if (residuals[i] <= noise) {
                double before = i == 0 ? residuals[0] : residuals[i - 1];
                double part = before == residuals[i] ? 0 : (before - noise) / (before - residuals[i]);
                return i == 0 ? LOWEST_HERTZ : hertz(i - 1) + part * STEP_HERTZ;
            }
        }
        return highest;
    }

    private static double hertz(int i) {
        return LOWEST_HERTZ + i * STEP_HERTZ;
    }

    /** Mean square of what the filter takes out. */
    private static double residual(double[] values, double cutOff, double rate) {
        double[] kept = new Butterworth(cutOff, rate).filter(values);
        double sum = 0;
        int known = 0;
        for (int i = 0; i < values.length; i++) {
            double out = values[i] - kept[i];
            if (Double.isFinite(out)) {
                sum += out * out;
                known++;
            }
        }
        return sum / known;
    }

    /** Of the power of white noise that the filter takes out. */
    private static double shareOfNoise(double cutOff, double rate) {
        double[] impulse = new double[2 * (int) Math.ceil(IMPULSE_SECONDS * rate) + 1];
        impulse[impulse.length / 2] = 1;
        return residual(impulse, cutOff, rate) * impulse.length;
    }
}
