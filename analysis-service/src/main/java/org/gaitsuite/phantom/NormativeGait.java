package org.gaitsuite.phantom;

/**
 * How healthy legs move over the gait cycle at five speeds: mean sagittal curves of Schwartz, Rozumalski &amp; Trost, "The effect of
 * walking speed on the gait of typically developing children", Journal of Biomechanics 41 (2008) 1639-1650, as Fourier series of six
 * harmonics fitted for this project (largest residual 1.2 degrees, at the ankle). Angles are in degrees, speeds dimensionless: v / sqrt(g leg length).
 */
final class NormativeGait {
    private static final double GRAVITY = 9.81;
    private static final int HARMONICS = 6;

    /** Middles of the five speed classes of the study. */
    private static final double[] SPEEDS = {0.18, 0.295, 0.43, 0.57, 0.70};

    /** Share of the cycle at which the foot leaves the ground in each class. */
    private static final double[][] TOE_OFF = {{0.66}, {0.635}, {0.61}, {0.59}, {0.575}};

    /** Thigh to the vertical, forward positive: hip flexion less anterior pelvic tilt. Mean, then cosine and sine of each harmonic. */
    private static final double[][] THIGH = {
        {4.79, 14.22, -1.14, -0.01, -3.43, -0.51, 0.47, 0.04, -0.07, -0.15, 0.03, -0.02, 0.01},
        {6.65, 17.42, -3.30, -2.56, -2.19, -0.07, 1.49, 0.03, -0.12, -0.24, 0.19, 0.07, 0.05},
        {6.86, 20.84, -3.32, -3.56, -0.85, -0.11, 1.59, -0.26, -0.07, -0.27, 0.24, 0.04, 0.03},
        {6.75, 24.02, -3.56, -4.03, 0.14, -0.09, 1.66, -0.38, -0.10, -0.23, 0.20, -0.01, -0.04},
        {5.84, 25.78, -5.26, -4.18, 0.26, -0.31, 1.39, -0.49, -0.13, -0.16, 0.08, -0.02, -0.07},
    };

    private static final double[][] KNEE_FLEXION = {
        {16.13, -0.35, -15.46, -9.39, -0.37, -1.69, 3.65, 0.19, 0.70, -0.23, 0.32, 0.01, 0.22},
        {20.02, -2.94, -18.28, -12.21, 4.50, -0.04, 4.59, -0.17, 0.30, -0.48, 0.60, 0.13, 0.26},
        {22.87, -1.91, -18.81, -13.64, 6.97, -0.70, 4.29, -0.87, 0.62, -0.55, 0.72, 0.07, 0.19},
        {24.00, -0.39, -19.09, -14.04, 9.03, -0.74, 4.17, -1.13, 0.50, -0.51, 0.67, 0.01, 0.04},
        {23.42, 1.11, -21.72, -13.83, 9.10, -0.83, 3.61, -1.30, 0.33, -0.34, 0.47, 0.01, -0.10},
    };

    private static final double[][] ANKLE_DORSIFLEXION = {
        {3.15, -6.09, 1.15, 1.83, -3.33, -2.74, -1.75, -0.14, 0.92, 0.52, -0.27, 0.03, -0.11},
        {2.00, -4.97, 4.14, 1.81, -5.90, -4.30, -0.19, 1.60, 1.25, 0.36, -1.44, -0.20, 0.26},
        {0.75, -2.05, 7.02, 0.81, -7.25, -4.60, 0.84, 2.20, 0.22, -0.53, -1.39, 0.26, 0.54},
        {-0.63, 0.15, 7.37, -1.14, -7.54, -4.16, 1.68, 2.08, -0.79, -0.94, -0.88, 0.60, 0.33},
        {-1.30, 2.50, 6.51, -3.37, -7.72, -2.99, 1.93, 1.36, -1.34, -0.70, -0.33, 0.58, -0.06},
    };

    private final double[] thigh;
    private final double[] knee;
    private final double[] ankle;
    private final double toeOff;

    private NormativeGait(double dimensionlessSpeed) {
        this.thigh = between(THIGH, dimensionlessSpeed);
        this.knee = between(KNEE_FLEXION, dimensionlessSpeed);
        this.ankle = between(ANKLE_DORSIFLEXION, dimensionlessSpeed);
        this.toeOff = between(TOE_OFF, dimensionlessSpeed)[0];
    }

    /** The curves of a walker with this speed, interpolated between the classes and held beyond the slowest and the fastest. */
    static NormativeGait at(double speedMetresPerSecond, double legMetres) {
        return new NormativeGait(speedMetresPerSecond / Math.sqrt(GRAVITY * legMetres));
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

    private static double[] between(double[][] rows, double speed) {
        int upper = 1;
        while (upper < SPEEDS.length - 1 && SPEEDS[upper] < speed) {
            upper++;
        }
        double share = Math.clamp((speed - SPEEDS[upper - 1]) / (SPEEDS[upper] - SPEEDS[upper - 1]), 0, 1);
        double[] out = new double[rows[0].length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (1 - share) * rows[upper - 1][i] + share * rows[upper][i];
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
