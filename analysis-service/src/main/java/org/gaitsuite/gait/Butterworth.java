package org.gaitsuite.gait;

/**
 * Zero-lag low-pass filter: a second-order Butterworth run forwards and backwards, which makes fourth order and no delay.
 *
 * <p>Two passes lower the cut-off, so the single pass is designed for {@code tan(pi f / rate) / (2^(1/n) - 1)^(1/4)} with n = 2 passes (Winter,
 * Biomechanics and Motor Control of Human Movement, 4th ed. 2009, section 2.2.4.4): the result is 3 dB down at the frequency that
 * was asked for. Ends are extended by point reflection, so that a walker who is already under way is not pulled to rest.
 */
final class Butterworth {
    /** Highest cut-off as a share of the sampling rate; nearer to half the rate the design becomes ill-conditioned. */
    static final double HIGHEST_SHARE_OF_RATE = 0.38;

    private static final int PASSES = 2;

    /** (2^(1/n) - 1)^(1/4), 0.802 for two passes. */
    private static final double DOUBLE_PASS = Math.pow(Math.pow(2, 1.0 / PASSES) - 1, 0.25);

    /** Fewest samples worth filtering; shorter runs are returned as they are. */
    private static final int FEWEST = 4;

    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private final int reach;

    /**
     * @param cutOffHertz −3 dB frequency of both passes together, Hz
     * @param rateHertz sampling rate, Hz; a cut-off it cannot carry is lowered to {@link #HIGHEST_SHARE_OF_RATE} of it
     */
    Butterworth(double cutOffHertz, double rateHertz) {
        double both = Math.min(cutOffHertz, HIGHEST_SHARE_OF_RATE * rateHertz);
        double w = Math.tan(Math.PI * both / rateHertz) / DOUBLE_PASS;
        double norm = 1 / (1 + Math.sqrt(2) * w + w * w);
        b0 = w * w * norm;
        b1 = 2 * b0;
        b2 = b0;
        a1 = 2 * (w * w - 1) * norm;
        a2 = (1 - Math.sqrt(2) * w + w * w) * norm;
        reach = Math.max(6, (int) Math.ceil(4 * rateHertz / both));
    }

    /** Filters every run of finite samples by itself; NaN stays NaN. */
    double[] filter(double[] signal) {
        double[] out = signal.clone();
        for (Run run : Run.ofFinite(signal)) {
            if (run.length() >= FEWEST) {
                filterRun(out, run);
            }
        }
        return out;
    }

    private void filterRun(double[] signal, Run run) {
        int n = run.length();
        int pad = Math.min(reach, n - 1);
        double[] extended = new double[n + 2 * pad];
        double first = signal[run.from()];
        double last = signal[run.to() - 1];
        for (int i = 0; i < pad; i++) {
            extended[i] = 2 * first - signal[run.from() + pad - i];
            extended[n + 2 * pad - 1 - i] = 2 * last - signal[run.to() - 1 - pad + i];
        }
        System.arraycopy(signal, run.from(), extended, pad, n);
        pass(extended);
        reverse(extended);
        pass(extended);
        reverse(extended);
        System.arraycopy(extended, pad, signal, run.from(), n);
    }

    /** Direct form II transposed, started as if the first value had lasted for ever. */
    private void pass(double[] v) {
        double z2 = (b2 - a2) * v[0];
        double z1 = (b1 - a1) * v[0] + z2;
        for (int i = 0; i < v.length; i++) {
            double in = v[i];
            double out = b0 * in + z1;
            z1 = b1 * in - a1 * out + z2;
            z2 = b2 * in - a2 * out;
            v[i] = out;
        }
    }

    private static void reverse(double[] v) {
        for (int i = 0, j = v.length - 1; i < j; i++, j--) {
            double swap = v[i];
            v[i] = v[j];
            v[j] = swap;
        }
    }
}
