package org.gaitsuite.pose.silhouette;

import java.util.Arrays;

/**
 * Two legs and the lower trunk as capsules (segments with a radius that tapers) in the sagittal plane, with the derivative of every
 * end point and radius with respect to pose and shape. Unit of length: the walker's stature. x forward, y up, ground at 0.
 *
 * <p>Leg A and leg B are the two legs of the alternation; which of them is near the camera is not the model's business. Not
 * thread-safe.
 */
final class LegModel {
    /** Pose of one frame: hip x and y, then thigh, shank and foot angle (radians, as in {@link NormativeGait}) of A and of B. */
    static final int POSE = 8;

    static final int HIP_X = 0;
    static final int HIP_Y = 1;

    // shape of the walker, shared by all frames
    static final int THIGH = 0;
    static final int SHANK = 1;
    static final int R_HIP = 2;
    static final int R_KNEE = 3;
    static final int R_CALF = 4;
    static final int R_ANKLE = 5;
    static final int HEEL_BACK = 6;
    static final int ANKLE_HEIGHT = 7;
    static final int TOE_FORWARD = 8;
    static final int R_HEEL = 9;
    static final int R_TOE = 10;
    static final int R_TRUNK = 11;
    /** Leg A is larger than leg B by twice this fraction, about the picture's centre: perspective. */
    static final int NEARNESS = 12;
    /** Depth of the calf's belly behind the line from knee to ankle. */
    static final int CALF_BACK = 13;

    /** Of the whole body against the height of the silhouette, which shadows and hair falsify. */
    static final int SIZE = 14;

    static final int R_BALL = 15;

    static final int SHAPE = 16;

    static final int ALL = POSE + SHAPE;

    /** Lengths after Drillis &amp; Contini (1966), radii from adults in trousers. */
    static final double[] TYPICAL = {
        0.245, 0.246, 0.062, 0.036, 0.034, 0.023, 0.030, 0.022, 0.102, 0.017, 0.012, 0.068, 0.0, 0.008, 1.0, 0.014
    };
    /** How far people differ from that: standard deviations. */
    static final double[] SPREAD = {
        0.012, 0.012, 0.012, 0.007, 0.007, 0.005, 0.008, 0.006, 0.010, 0.004, 0.003, 0.012, 0.012, 0.005, 0.05, 0.003
    };

    private static final double CALF_AT = 0.32;
    private static final double TRUNK_LENGTH = 0.2;
    /** Where between heel and toe the toes hinge. */
    private static final double BALL_AT = 0.68;

    private static final double LARGEST_TOE_BEND = Math.toRadians(40);

    static final int HIP = 0;
    static final int KNEE = 1;
    static final int ANKLE = 3;
    static final int HEEL = 4;
    static final int BALL = 5;
    static final int TOE = 6;
    private static final int LEG = 7;
    private static final int PELVIS = 2 * LEG;
    private static final int TRUNK = PELVIS + 1;
    /**
     * Points: hip, knee, calf, ankle, heel, ball and tip of the foot of A (0..6) and of B (7..13), the middle between the hips and
     * the upper end of the trunk.
     */
    static final int POINTS = TRUNK + 1;

    final double[] x = new double[POINTS];
    final double[] y = new double[POINTS];
    final double[][] jx = new double[POINTS][ALL];
    final double[][] jy = new double[POINTS][ALL];

    /** Capsules: two points and two shape parameters for the radii. */
    static final int[][] CAPSULES = {
        {0, 1, R_HIP, R_KNEE},
        {1, 2, R_KNEE, R_CALF},
        {2, 3, R_CALF, R_ANKLE},
        {3, 4, R_ANKLE, R_HEEL},
        {4, 5, R_HEEL, R_BALL},
        {3, 5, R_ANKLE, R_BALL},
        {5, 6, R_BALL, R_TOE},
        {7, 8, R_HIP, R_KNEE},
        {8, 9, R_KNEE, R_CALF},
        {9, 10, R_CALF, R_ANKLE},
        {10, 11, R_ANKLE, R_HEEL},
        {11, 12, R_HEEL, R_BALL},
        {10, 12, R_ANKLE, R_BALL},
        {12, 13, R_BALL, R_TOE},
        {PELVIS, TRUNK, R_TRUNK, R_TRUNK}
    };

    /** Index of a leg's point. */
    static int point(int leg, int which) {
        return LEG * leg + which;
    }

    /** Index of a leg's angle in the pose: 0 thigh, 1 shank, 2 foot. */
    static int angle(int leg, int segment) {
        return 2 + 3 * leg + segment;
    }

    /**
     * @param centreX forward of the picture's centre in statures: about it perspective makes the near leg larger
     * @param centreY height of the picture's centre in statures
     */
    void place(double[] pose, double[] shape, double centreX, double centreY) {
        for (int i = 0; i < POINTS; i++) {
            Arrays.fill(jx[i], 0);
            Arrays.fill(jy[i], 0);
        }
        x[PELVIS] = pose[HIP_X];
        y[PELVIS] = pose[HIP_Y];
        jx[PELVIS][HIP_X] = 1;
        jy[PELVIS][HIP_Y] = 1;
        for (int leg = 0; leg < 2; leg++) {
            double sign = leg == 0 ? 1 : -1;
            int hip = point(leg, HIP);
            double nearness = shape[NEARNESS];
            x[hip] = pose[HIP_X] + sign * nearness * (pose[HIP_X] - centreX);
            y[hip] = pose[HIP_Y] + sign * nearness * (pose[HIP_Y] - centreY);
            jx[hip][HIP_X] = 1 + sign * nearness;
            jy[hip][HIP_Y] = 1 + sign * nearness;
            jx[hip][POSE + NEARNESS] = sign * (pose[HIP_X] - centreX);
            jy[hip][POSE + NEARNESS] = sign * (pose[HIP_Y] - centreY);
            placeLeg(leg, pose, shape);
        }
        copy(PELVIS, TRUNK);
        y[TRUNK] += TRUNK_LENGTH;
    }

    private void placeLeg(int leg, double[] pose, double[] s) {
        double sign = leg == 0 ? 1 : -1;
        double scale = s[SIZE] * (1 + sign * s[NEARNESS]);
        int knee = point(leg, KNEE);
        int thigh = angle(leg, 0);
        int shank = angle(leg, 1);
        int foot = angle(leg, 2);
        step(point(leg, HIP), knee, pose[thigh], thigh, 0, -s[THIGH], scale, sign, s);
        addLength(knee, pose[thigh], 0, -scale, THIGH);
        int calf = knee + 1;
        step(knee, calf, pose[shank], shank, -s[CALF_BACK], -CALF_AT * s[SHANK], scale, sign, s);
        addLength(calf, pose[shank], 0, -CALF_AT * scale, SHANK);
        addLength(calf, pose[shank], -scale, 0, CALF_BACK);
        int ankle = point(leg, ANKLE);
        step(knee, ankle, pose[shank], shank, 0, -s[SHANK], scale, sign, s);
        addLength(ankle, pose[shank], 0, -scale, SHANK);
        int heel = point(leg, HEEL);
        step(ankle, heel, pose[foot], foot, -s[HEEL_BACK], -s[ANKLE_HEIGHT], scale, sign, s);
        addLength(heel, pose[foot], -scale, 0, HEEL_BACK);
        addLength(heel, pose[foot], 0, -scale, ANKLE_HEIGHT);
        int ball = point(leg, BALL);
        double heelToBall = BALL_AT * (s[HEEL_BACK] + s[TOE_FORWARD]);
        step(
                ankle,
                ball,
                pose[foot],
                foot,
                heelToBall - s[HEEL_BACK],
                s[R_BALL] - s[R_HEEL] - s[ANKLE_HEIGHT],
                scale,
                sign,
                s);
        addLength(ball, pose[foot], scale * (BALL_AT - 1), 0, HEEL_BACK);
        addLength(ball, pose[foot], scale * BALL_AT, 0, TOE_FORWARD);
        addLength(ball, pose[foot], 0, -scale, ANKLE_HEIGHT);
        addLength(ball, pose[foot], 0, -scale, R_HEEL);
        addLength(ball, pose[foot], 0, scale, R_BALL);
        int toe = point(leg, TOE);
        double toePitch = toePitch(pose[foot]);
        double length = (1 - BALL_AT) * (s[HEEL_BACK] + s[TOE_FORWARD]);
        double before = jx[ball][foot];
        double beforeY = jy[ball][foot];
        step(ball, toe, toePitch, foot, length, s[R_TOE] - s[R_BALL], scale, sign, s);
        double follow = pose[foot] < 0 ? -Math.expm1(pose[foot] / LARGEST_TOE_BEND) : 1;
        jx[toe][foot] = before + follow * (jx[toe][foot] - before);
        jy[toe][foot] = beforeY + follow * (jy[toe][foot] - beforeY);
        addLength(toe, toePitch, scale * (1 - BALL_AT), 0, HEEL_BACK);
        addLength(toe, toePitch, scale * (1 - BALL_AT), 0, TOE_FORWARD);
        addLength(toe, toePitch, 0, scale, R_TOE);
        addLength(toe, toePitch, 0, -scale, R_BALL);
    }

    /**
     * The toes bend up as the heel rises: at first they stay flat on the ground, then the joint gives no more.
     *
     * @param footPitch of the rear foot, radians, toes up positive
     */
    static double toePitch(double footPitch) {
        return footPitch < 0 ? footPitch - LARGEST_TOE_BEND * Math.expm1(footPitch / LARGEST_TOE_BEND) : footPitch;
    }

    /** Puts {@code to} at {@code from} plus the vector (u forward, v up) of a segment turned by the angle, and its derivatives. */
    private void step(
            int from,
            int to,
            double angle,
            int angleIndex,
            double u,
            double v,
            double scale,
            double sign,
            double[] shape) {
        copy(from, to);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double dx = c * u - s * v;
        double dy = s * u + c * v;
        double size = shape[SIZE];
        x[to] += scale * dx;
        y[to] += scale * dy;
        jx[to][angleIndex] -= scale * dy;
        jy[to][angleIndex] += scale * dx;
        jx[to][POSE + NEARNESS] += sign * size * dx;
        jy[to][POSE + NEARNESS] += sign * size * dy;
        jx[to][POSE + SIZE] += scale / size * dx;
        jy[to][POSE + SIZE] += scale / size * dy;
    }

    private void addLength(int to, double angle, double u, double v, int shapeIndex) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        jx[to][POSE + shapeIndex] += c * u - s * v;
        jy[to][POSE + shapeIndex] += s * u + c * v;
    }

    private void copy(int from, int to) {
        x[to] = x[from];
        y[to] = y[from];
        System.arraycopy(jx[from], 0, jx[to], 0, ALL);
        System.arraycopy(jy[from], 0, jy[to], 0, ALL);
    }
}
