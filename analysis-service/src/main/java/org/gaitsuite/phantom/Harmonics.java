package org.gaitsuite.phantom;

/** A periodic function as a short Fourier series, found from samples by least squares. */
final class Harmonics {
    private static final int ORDER = 4;
    private static final int TERMS = 1 + 2 * ORDER;
    private static final double DAMPING = 0.8;
    private final double[] coefficients;

    private Harmonics(double[] coefficients) {
        this.coefficients = coefficients;
    }

    /** @param phases 0..1 of each sample */
    static Harmonics fitted(double[] phases, double[] values, double[] weights) {
        double[][] normal = new double[TERMS][TERMS + 1];
        for (int i = 0; i < phases.length; i++) {
            double[] terms = terms(phases[i]);
            for (int r = 0; r < TERMS; r++) {
                for (int c = 0; c < TERMS; c++) {
                    normal[r][c] += weights[i] * terms[r] * terms[c];
                }
                normal[r][TERMS] += weights[i] * terms[r] * values[i];
            }
        }
        damp(normal);
        return new Harmonics(solved(normal));
    }

    /** Holds the faster harmonics back: what a few millimetres of fit would gain is not worth a trembling pelvis. */
    private static void damp(double[][] normal) {
        double weight = normal[0][0] / 2;
        for (int k = 1; k <= ORDER; k++) {
            double stiffness = DAMPING * Math.pow(k / (double) ORDER, 6) * weight;
            normal[2 * k - 1][2 * k - 1] += stiffness;
            normal[2 * k][2 * k] += stiffness;
        }
    }

    static Harmonics constant(double value) {
        double[] only = new double[TERMS];
        only[0] = value;
        return new Harmonics(only);
    }

    double mean() {
        return coefficients[0];
    }

    double at(double phase) {
        double[] terms = terms(phase);
        double sum = 0;
        for (int i = 0; i < TERMS; i++) {
            sum += coefficients[i] * terms[i];
        }
        return sum;
    }

    private static double[] terms(double phase) {
        double[] out = new double[TERMS];
        out[0] = 1;
        for (int k = 1; k <= ORDER; k++) {
            out[2 * k - 1] = Math.cos(2 * Math.PI * k * phase);
            out[2 * k] = Math.sin(2 * Math.PI * k * phase);
        }
        return out;
    }

    /** Gaussian elimination; the matrix of normal equations is positive definite, so no pivoting is needed. */
    private static double[] solved(double[][] m) {
        int n = m.length;
        for (int p = 0; p < n; p++) {
            for (int r = p + 1; r < n; r++) {
                double factor = m[r][p] / m[p][p];
                for (int c = p; c <= n; c++) {
                    m[r][c] -= factor * m[p][c];
                }
            }
        }
        double[] out = new double[n];
        for (int r = n - 1; r >= 0; r--) {
            double rest = m[r][n];
            for (int c = r + 1; c < n; c++) {
                rest -= m[r][c] * out[c];
            }
            out[r] = rest / m[r][r];
        }
        return out;
    }
}
