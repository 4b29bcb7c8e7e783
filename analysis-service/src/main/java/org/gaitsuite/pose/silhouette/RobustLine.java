package org.gaitsuite.pose.silhouette;

/** A straight line through points of which some are wrong: least absolute deviations by reweighting. NaN values are left out. */
record RobustLine(double offset, double slope) {
    double at(double t) {
        return offset + slope * t;
    }

    static RobustLine through(double[] t, double[] values) {
        double a = 0;
        double b = 0;
        for (int round = 0; round < 30; round++) {
            double s = 0;
            double st = 0;
            double stt = 0;
            double sv = 0;
            double stv = 0;
            for (int i = 0; i < t.length; i++) {
                if (Double.isNaN(values[i])) {
                    continue;
                }
                double w = round == 0 ? 1 : 1 / Math.max(0.2, Math.abs(values[i] - a - b * t[i]));
                s += w;
                st += w * t[i];
                stt += w * t[i] * t[i];
                sv += w * values[i];
                stv += w * t[i] * values[i];
            }
            double determinant = s * stt - st * st;
            b = determinant > 1e-9 * s * s ? (s * stv - st * sv) / determinant : 0;
            a = s > 0 ? (sv - b * st) / s : 0;
        }
        return new RobustLine(a, b);
    }
}
