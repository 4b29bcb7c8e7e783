package org.gaitsuite.phantom;

import java.util.OptionalDouble;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.ReferenceBands;

/**
 * How healthy legs move over the gait cycle: the mean sagittal curves of {@link ReferenceBands} at a speed, as Fourier series of six harmonics, so
 * that they are smooth and end where they began (largest residual 1.2 degrees, at the ankle). Angles are in degrees.
 */
final class NormativeGait {
    private static final int HARMONICS = 6;
    private static final int INTERVALS = GaitCurve.POINTS - 1;

    private final double[] thigh;
    private final double[] knee;
    private final double[] ankle;
    private final double toeOff;

    private NormativeGait(double dimensionlessSpeed) {
        this.thigh = coefficients("hip_flexion", dimensionlessSpeed);
        this.knee = coefficients("knee_flexion", dimensionlessSpeed);
        this.ankle = coefficients("ankle_dorsiflexion", dimensionlessSpeed);
        this.toeOff = ReferenceBands.toeOff(dimensionlessSpeed);
    }

    /** The curves of a walker with this speed, interpolated between the classes and held beyond the slowest and the fastest. */
    static NormativeGait at(double speedMetresPerSecond, double legMetres) {
        return new NormativeGait(ReferenceBands.dimensionlessSpeed(speedMetresPerSecond, legMetres));
    }

    /** Inclination of the thigh to the vertical, forward positive. */
    double thigh(double phase) {
        return series(thigh, phase);
    }

    double kneeFlexion(double phase) {
        return series(knee, phase);
    }

    /** Pitch of the sole to the ground, toes up positive. */
    double footPitch(double phase) {
        return series(thigh, phase) - series(knee, phase) + series(ankle, phase);
    }

    double meanThigh() {
        return thigh[0];
    }

    /** Phase 0..1 of the published curves at which the foot leaves the ground; also the share of stance at this speed. */
    double toeOff() {
        return toeOff;
    }

    /** Mean, then cosine and sine of each harmonic. What a mean curve lacks to end where it began is spread over the whole cycle. */
    private static double[] coefficients(String curve, double dimensionlessSpeed) {
        double[] mean = ReferenceBands.at(curve, OptionalDouble.of(dimensionlessSpeed))
                .orElseThrow()
                .mean();
        double drift = mean[INTERVALS] - mean[0];
        double[] out = new double[1 + 2 * HARMONICS];
        for (int i = 0; i < INTERVALS; i++) {
            double phase = i / (double) INTERVALS;
            double value = mean[i] - drift * (phase - 0.5);
            out[0] += value / INTERVALS;
            for (int k = 1; k <= HARMONICS; k++) {
                out[2 * k - 1] += 2 * value * Math.cos(2 * Math.PI * k * phase) / INTERVALS;
                out[2 * k] += 2 * value * Math.sin(2 * Math.PI * k * phase) / INTERVALS;
            }
        }
        return out;
    }

    private static double series(double[] coefficients, double phase) {
        double sum = coefficients[0];
        for (int k = 1; k <= HARMONICS; k++) {
            double angle = 2 * Math.PI * k * phase;
            sum += coefficients[2 * k - 1] * Math.cos(angle) + coefficients[2 * k] * Math.sin(angle);
        }
        return sum;
    }
}
