package org.gaitsuite.pose.silhouette;

import java.util.Arrays;

/**
 * A walk in which every cycle is the same: each angle a Fourier series of the phase of its leg, the hip's rise and fall one of the
 * whole cycle. Its parameters stand in one vector, so that a whole walk can be fitted at once: series, shape of the body, and for
 * each step a shift of the phase.
 */
final class PeriodicGait {
    private static final int HARMONICS = 6;
    private static final int ANGLE = 1 + 2 * HARMONICS;
    /** Mean, then cosine and sine of one and of two turns a cycle. */
    private static final int HIP = 5;

    private static final int ANGLES = 6;
    private static final int HIP_X_AT = ANGLES * ANGLE;
    private static final int HIP_Y_AT = HIP_X_AT + HIP;
    static final int SHAPE_AT = HIP_Y_AT + HIP;
    private static final int KNOTS_AT = SHAPE_AT + LegModel.SHAPE;

    private static final double TYPICAL_HIP_HEIGHT = 0.517;

    /** Radians by which people differ from the norm in each harmonic of an angle. */
    private static final double[] ANGLE_SPREAD = {0.12, 0.14, 0.08, 0.05, 0.03, 0.02, 0.015};

    private static final double[] HIP_SPREAD = {0.05, 0.004, 0.008};
    /** Cycles by which the moment of widest feet may differ from the strike. */
    private static final double KNOT_SPREAD = 0.04;

    /**
     * What is wrong with a silhouette (a shadow, wide trousers) is wrong in all frames: more of them must not make the shape of the
     * body more doubtful.
     */
    private static final double SHAPE_WEIGHT = 0.15;

    private final StepRhythm rhythm;
    private final int size;
    private final double[] prior;
    private final double[] precision;

    PeriodicGait(StepRhythm rhythm, int frames) {
        this.rhythm = rhythm;
        size = KNOTS_AT + rhythm.spreadTimes().length;
        prior = new double[size];
        precision = new double[size];
        for (int angle = 0; angle < ANGLES; angle++) {
            double[] series = series(angle % 3);
            for (int i = 0; i < ANGLE; i++) {
                prior[angle * ANGLE + i] = series[i];
                precision[angle * ANGLE + i] = precision(ANGLE_SPREAD[(i + 1) / 2]);
            }
        }
        prior[HIP_Y_AT] = TYPICAL_HIP_HEIGHT;
        prior[HIP_Y_AT + 3] = -0.009;
        for (int i = 0; i < HIP; i++) {
            precision[HIP_X_AT + i] = precision(HIP_SPREAD[(i + 1) / 2]);
            precision[HIP_Y_AT + i] = precision(HIP_SPREAD[(i + 1) / 2]);
        }
        for (int i = 0; i < LegModel.SHAPE; i++) {
            prior[SHAPE_AT + i] = LegModel.TYPICAL[i];
            boolean free = i == LegModel.SIZE || i == LegModel.NEARNESS;
            double weight = free ? 1 : SHAPE_WEIGHT * frames;
            precision[SHAPE_AT + i] = weight * precision(LegModel.SPREAD[i]);
        }
        Arrays.fill(precision, KNOTS_AT, size, precision(KNOT_SPREAD));
    }

    private static double precision(double spread) {
        return 1 / (spread * spread);
    }

    private static double[] series(int segment) {
        double[] out = new double[ANGLE];
        int n = 200;
        for (int i = 0; i < n; i++) {
            double phase = (double) i / n;
            double v = switch (segment) {
                case 0 -> NormativeGait.thigh(phase);
                case 1 -> NormativeGait.shank(phase);
                default -> NormativeGait.foot(phase);
            };
            out[0] += v / n;
            for (int k = 1; k <= HARMONICS; k++) {
                out[2 * k - 1] += 2 * v * Math.cos(2 * Math.PI * k * phase) / n;
                out[2 * k] += 2 * v * Math.sin(2 * Math.PI * k * phase) / n;
            }
        }
        return out;
    }

    int size() {
        return size;
    }

    double[] prior() {
        return prior.clone();
    }

    /** 1 / variance of each parameter before anything was seen. */
    double precision(int i) {
        return precision[i];
    }

    double phase(double t, double[] parameters) {
        double[] knots = rhythm.spreadTimes();
        double phase = rhythm.phase(t);
        for (int k = 0; k < knots.length; k++) {
            phase += hat(t, k) * parameters[KNOTS_AT + k];
        }
        return phase;
    }

    /** 1 at the knot, falling evenly to 0 at its neighbours; the outermost stay 1 beyond the ends. */
    private double hat(double t, int k) {
        double[] knots = rhythm.spreadTimes();
        if (t <= knots[k]) {
            return k == 0 ? 1 : Math.max(0, (t - knots[k - 1]) / (knots[k] - knots[k - 1]));
        }
        return k == knots.length - 1 ? 1 : Math.max(0, (knots[k + 1] - t) / (knots[k + 1] - knots[k]));
    }

    static double[] shape(double[] parameters) {
        return Arrays.copyOfRange(parameters, SHAPE_AT, SHAPE_AT + LegModel.SHAPE);
    }

    /** The pose at a time, and where asked its derivative: pose entries × parameters. */
    double[] pose(double t, double[] parameters, double[][] derivative) {
        double phase = phase(t, parameters);
        double[] pose = new double[LegModel.POSE];
        for (int j = 0; j < LegModel.POSE; j++) {
            boolean hip = j < 2;
            int at = hip ? (j == LegModel.HIP_X ? HIP_X_AT : HIP_Y_AT) : (j - 2) * ANGLE;
            int terms = hip ? HIP : ANGLE;
            double turn = 2 * Math.PI * (!hip && j >= LegModel.angle(1, 0) ? phase - 0.5 : phase);
            double value = parameters[at];
            double slope = 0;
            if (derivative.length > 0) {
                Arrays.fill(derivative[j], 0);
                derivative[j][at] = 1;
            }
            for (int k = 1; 2 * k < terms; k++) {
                double c = Math.cos(k * turn);
                double s = Math.sin(k * turn);
                value += parameters[at + 2 * k - 1] * c + parameters[at + 2 * k] * s;
                slope += 2 * Math.PI * k * (parameters[at + 2 * k] * c - parameters[at + 2 * k - 1] * s);
                if (derivative.length > 0) {
                    derivative[j][at + 2 * k - 1] = c;
                    derivative[j][at + 2 * k] = s;
                }
            }
            pose[j] = value;
            if (derivative.length > 0) {
                for (int k = 0; k < rhythm.spreadTimes().length; k++) {
                    derivative[j][KNOTS_AT + k] = slope * hat(t, k);
                }
            }
        }
        return pose;
    }
}
