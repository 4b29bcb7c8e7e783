package org.gaitsuite.gait;

import java.util.Arrays;

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
        int found = Arrays.binarySearch(t, time);
        return t.length == 1 ? v[0] : at(time, Math.clamp(found >= 0 ? found : -found - 2, 0, t.length - 2));
    }

    /** Values at growing times between the first and the last point, from one index to before another. */
    void at(double[] times, int from, int to, double[] out) {
        int low = 0;
        for (int i = from; i < to; i++) {
            while (low < t.length - 2 && t[low + 1] <= times[i]) {
                low++;
            }
            out[i] = t.length == 1 ? v[0] : at(times[i], low);
        }
    }

    private double at(double time, int low) {
        double h = t[low + 1] - t[low];
        double a = (t[low + 1] - time) / h;
        double b = (time - t[low]) / h;
        return a * v[low]
                + b * v[low + 1]
                + ((a * a * a - a) * curvature[low] + (b * b * b - b) * curvature[low + 1]) * h * h / 6;
    }
}
