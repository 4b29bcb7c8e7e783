package org.gaitsuite.pose.silhouette;

/**
 * Sagittal joint angles of unimpaired walking at a free speed, in degrees every 4 % of the cycle from heel strike (mean of
 * children and adults in Schwartz, Rozumalski &amp; Trost, J Biomech 41 (2008) 1639-1650), as absolute segment angles: thigh and
 * shank against the downward vertical, forward positive; foot against the ground, toes up positive.
 */
final class NormativeGait {
    private static final double PELVIS_TILT = 11.5;
    private static final double[] HIP = {
        35.8, 35.5, 34.2, 31.1, 26.9, 22.5, 18.1, 13.6, 9.3, 5.3, 1.6, -1.7, -4.4, -5.8, -4.9, -0.9, 6.1, 14.1, 21.4,
        27.4, 32.0, 35.1, 36.6, 36.5, 35.8
    };
    private static final double[] KNEE = {
        5.6, 10.9, 16.9, 19.3, 18.6, 16.5, 13.9, 11.3, 9.0, 7.2, 6.2, 6.8, 9.5, 14.5, 22.6, 33.9, 46.3, 55.7, 59.1,
        56.9, 49.8, 38.8, 25.5, 12.5, 4.6
    };
    private static final double[] ANKLE = {
        -2.1, -5.6, -4.1, -0.2, 2.9, 5.2, 6.8, 8.0, 9.1, 10.2, 11.1, 11.8, 11.5, 8.4, -0.2, -13.8, -19.8, -14.7, -7.9,
        -2.4, 1.1, 2.5, 1.8, 0.1, -1.1
    };

    private NormativeGait() {}

    /** Radians. */
    static double thigh(double phase) {
        return Math.toRadians(at(HIP, phase) - PELVIS_TILT);
    }

    /** Radians. */
    static double shank(double phase) {
        return thigh(phase) - Math.toRadians(at(KNEE, phase));
    }

    /** Radians. */
    static double foot(double phase) {
        return shank(phase) + Math.toRadians(at(ANKLE, phase));
    }

    private static double at(double[] curve, double phase) {
        double p = (phase - Math.floor(phase)) * curve.length;
        int i = (int) p % curve.length;
        double t = p - Math.floor(p);
        return (1 - t) * curve[i] + t * curve[(i + 1) % curve.length];
    }
}
