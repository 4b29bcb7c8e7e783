package org.gaitsuite.gait;

/** Natural cubic spline through points at strictly increasing times (de Boor, A Practical Guide to Splines, 1978, chapter IV). */
final class CubicSpline {
    private final double[] t;
    private final double[] v;
    private final double[] curvature;

    /** Needs at least one point; one gives a constant, two a line. */
    CubicSpline(double[] t, double[] v) {
        this.t = t;
        this.v = v;
        this.curvature = curvatures(t, v);
    }

    /** Solves the tridiagonal system for the second derivatives, which are zero at both ends. */
    private static double[] curvatures(double[] t, double[] v) {
        int n = t.length;
        double[] m = new double[n];
        if (n < 3) {
            return m;
        }
        double[] upper = new double[n];
        double[] right = new double[n];
        for (int i = 1; i < n - 1; i++) {
            double before = t[i] - t[i - 1];
            double after = t[i + 1] - t[i];
            double pivot = 2 * (before + after) - before * upper[i - 1];
            double load = 6 * ((v[i + 1] - v[i]) / after - (v[i] - v[i - 1]) / before);
            upper[i] = after / pivot;
            right[i] = (load - before * right[i - 1]) / pivot;
        }
        for (int i = n - 2; i >= 1; i--) {
            m[i] = right[i] - upper[i] * m[i + 1];
        }
        return m;
    }

    /** The value at a time between the first and the last point. */
    double at(double time) {
        if (t.length == 1) {
            return v[0];
        }
        int low = 0;
        int high = t.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (t[middle] <= time) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double h = t[high] - t[low];
        double a = (t[high] - time) / h;
        double b = (time - t[low]) / h;
        return a * v[low]
                + b * v[high]
                + ((a * a * a - a) * curvature[low] + (b * b * b - b) * curvature[high]) * h * h / 6;
    }
}
