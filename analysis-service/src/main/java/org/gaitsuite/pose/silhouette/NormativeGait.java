package org.gaitsuite.pose.silhouette;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.ReferenceBands;

/**
 * Sagittal joint angles of unimpaired walking as one likes, the mean curves of {@link ReferenceBands} every 4 % of the cycle from heel strike, as
 * absolute segment angles: thigh and shank against the downward vertical, forward positive; foot against the ground, toes up positive. The thigh is
 * the hip's curve less the pelvis' mean tilt.
 */
final class NormativeGait {
    private static final int EVERY_PERCENT = 4;
    private static final double PELVIS_TILT =
            Arrays.stream(curve("pelvis_tilt")).average().orElseThrow();
    private static final double[] HIP = curve("hip_flexion_pelvis");
    private static final double[] KNEE = curve("knee_flexion");
    private static final double[] ANKLE = curve("ankle_dorsiflexion");

    private NormativeGait() {}

    private static double[] curve(String name) {
        double[] mean =
                ReferenceBands.at(name, OptionalDouble.empty()).orElseThrow().mean();
        double[] out = new double[(GaitCurve.POINTS - 1) / EVERY_PERCENT];
        for (int i = 0; i < out.length; i++) {
            out[i] = mean[EVERY_PERCENT * i];
        }
        return out;
    }

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
