package org.gaitsuite.pose.silhouette;

/** Local quadratic regression with a Gaussian window: smooths without flattening, bridges NaN, reaches to the ends. */
final class LocalSmoother {
    private LocalSmoother() {}

    /** @param sigma width of the window in seconds */
    static double[] smooth(double[] t, double[] values, double sigma) {
        double[] out = new double[values.length];
        for (int i = 0; i < t.length; i++) {
            double[][] normal = new double[3][3];
            double[] right = new double[3];
            for (int j = 0; j < t.length; j++) {
                double u = (t[j] - t[i]) / sigma;
                if (Math.abs(u) < 3 && !Double.isNaN(values[j])) {
                    double w = Math.exp(-u * u / 2);
                    double[] basis = {1, u, u * u};
                    for (int p = 0; p < 3; p++) {
                        right[p] += w * basis[p] * values[j];
                        for (int q = 0; q <= p; q++) {
                            normal[p][q] += w * basis[p] * basis[q];
                        }
                    }
                }
            }
            for (int p = 0; p < 3; p++) {
                normal[p][p] += 1e-9;
            }
            Cholesky.solve(normal, right);
            out[i] = right[0];
        }
        return out;
    }
}
