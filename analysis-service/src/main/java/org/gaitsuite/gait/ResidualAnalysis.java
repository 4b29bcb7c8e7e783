package org.gaitsuite.gait;

/**
 * Chooses the cut-off of the low-pass filter from the signal itself by residual analysis (Winter, Biomechanics and Motor Control of Human
 * Movement, 4th ed. 2009, section 2.2.4.5, after Wells &amp; Winter 1980). What a filter takes out of a signal, plotted over its cut-off, falls
 * steeply where it takes out movement and then along a straight line where it takes out noise alone. That line, drawn back to 0 Hz, says how
 * large the noise is; the cut-off is where the residual has that size, so that as much movement is lost as noise stays. Here the residuals are
 * squared, for it is the power of white noise that falls along a straight line.
 */
final class ResidualAnalysis {
    private static final double LOWEST_HERTZ = 1;
    private static final double STEP_HERTZ = 0.5;

    /** The straight part is sought in the upper half of what the frame rate can carry, and at least from here on. */
    private static final double NOISE_ALONE_HERTZ = 8;

    private static final int FEWEST_SAMPLES = 30;
    private static final int FEWEST_ON_LINE = 4;

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
        if (known < FEWEST_SAMPLES || n - first < FEWEST_ON_LINE) {
            return Double.NaN;
        }
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            residuals[i] = residual(signal.value(), hertz(i), rate);
        }
        double noise = interceptOfLine(residuals, first);
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

    /** Least squares through the residuals from an index on, at 0 Hz. */
    private static double interceptOfLine(double[] residuals, int first) {
        int n = residuals.length - first;
        double meanHertz = 0;
        double mean = 0;
        for (int i = first; i < residuals.length; i++) {
            meanHertz += hertz(i) / n;
            mean += residuals[i] / n;
        }
        double products = 0;
        double squares = 0;
        for (int i = first; i < residuals.length; i++) {
            products += (hertz(i) - meanHertz) * (residuals[i] - mean);
            squares += (hertz(i) - meanHertz) * (hertz(i) - meanHertz);
        }
        return mean - meanHertz * products / squares;
    }
}
