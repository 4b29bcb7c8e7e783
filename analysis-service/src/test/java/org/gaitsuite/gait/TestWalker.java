package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A walker made of formulas, whose contacts, lengths and times are known because they are what it is built from: feet rest on the ground
 * in stance and are carried over by a smooth step in swing, the pelvis goes on evenly, knees follow by two-segment inverse kinematics.
 *
 * <p>Settings are fields with sensible values; change what a test is about.
 */
final class TestWalker {
    double heightMetres = 1.70;
    double strideSeconds = 1.10;
    double strideMetres = 1.30;
    double stanceShare = 0.62;

    /** The right foot strikes at this share of the left foot's stride; 0.5 is even. */
    double phaseOfRight = 0.5;

    double seconds = 6;
    double startSeconds = 0;
    double rateHertz = 60;
    boolean treadmill;
    double noiseMetres;
    long seed = 1;

    /** Anterior tilt of the pelvis in degrees; NaN where its spines are not seen, as in a video. */
    double pelvisTiltDegrees = Double.NaN;

    /** Before the walk the walker stands so long. */
    double standingSeconds;

    /** The toe already rolls forward so long before it leaves the ground, as a share of the stride. */
    private static final double TOE_ROLLS = 0.04;

    private static final double[] ANKLE_FROM_HEEL = {0.028, 0.045};
    private static final double FOOT_SHARE = 0.152;

    /** Heel strikes of one side inside the recording, seconds. */
    List<Double> heelStrikes(Side side) {
        return contacts(side, 0);
    }

    /** Toe offs of one side inside the recording, seconds. */
    List<Double> toeOffs(Side side) {
        return contacts(side, stanceShare);
    }

    private List<Double> contacts(Side side, double shareLater) {
        List<Double> times = new ArrayList<>();
        for (int k = -2; k < 1000; k++) {
            double walked = (k + offset(side) + shareLater) * strideSeconds;
            double t = startSeconds + standingSeconds + walked;
            if (t > startSeconds + seconds) {
                return times;
            }
            if (t >= startSeconds + standingSeconds) {
                times.add(t);
            }
        }
        return times;
    }

    private double offset(Side side) {
        return side == Side.LEFT ? 0.2 : 0.2 + phaseOfRight;
    }

    double speed() {
        return strideMetres / strideSeconds;
    }

    SkeletonOverTime metres() {
        return build(CoordinateFrame.SAGITTAL_METRES, 1, 0);
    }

    /** In pixels, walking to the right; x from {@code left}, the ground 40 pixels above the lower edge of 720. */
    SkeletonOverTime pixels(double pixelsPerMetre, double left) {
        return build(CoordinateFrame.IMAGE_PIXELS, pixelsPerMetre, left);
    }

    private SkeletonOverTime build(CoordinateFrame frame, double scale, double left) {
        int frames = (int) Math.round(seconds * rateHertz);
        int joints = Joint.values().length;
        double[] time = new double[frames];
        double[][] x = new double[frames][joints];
        double[][] y = new double[frames][joints];
        double[][] confidence = new double[frames][joints];
        Random random = new Random(seed);
        for (int f = 0; f < frames; f++) {
            time[f] = startSeconds + f / rateHertz;
            for (Joint joint : Joint.values()) {
                double[] at = position(joint, time[f] - startSeconds);
                double px = at[0] + noiseMetres * random.nextGaussian();
                double py = at[1] + noiseMetres * random.nextGaussian();
                x[f][joint.ordinal()] = frame == CoordinateFrame.SAGITTAL_METRES ? px : left + scale * px;
                y[f][joint.ordinal()] = frame == CoordinateFrame.SAGITTAL_METRES ? py : 680 - scale * py;
                confidence[f][joint.ordinal()] = Double.isFinite(px) ? 0.9 : 0;
            }
        }
        return new SkeletonOverTime(frame, time, x, y, confidence);
    }

    private double[] position(Joint joint, double sinceStart) {
        double walked = Math.max(0, sinceStart - standingSeconds);
        double belt = treadmill ? speed() * walked : 0;
        double[] hip = {speed() * walked, 0.528 * heightMetres + 0.01 * Math.cos(4 * Math.PI * walked / strideSeconds)};
        double[] at = switch (joint) {
            case HEAD_TOP -> new double[] {hip[0] + 0.03, heightMetres};
            case NOSE -> new double[] {hip[0] + 0.12, 0.903 * heightMetres};
            case NECK, LEFT_SHOULDER, RIGHT_SHOULDER -> new double[] {hip[0] + 0.02, 0.818 * heightMetres};
            case LEFT_HIP, RIGHT_HIP -> hip;
            case LEFT_ELBOW, RIGHT_ELBOW -> new double[] {hip[0], 0.63 * heightMetres};
            case LEFT_WRIST, RIGHT_WRIST -> new double[] {hip[0] + 0.05, 0.485 * heightMetres};
            case LEFT_ASIS, RIGHT_ASIS -> spine(hip, 0.08);
            case LEFT_PSIS, RIGHT_PSIS -> spine(hip, -0.08);
            default -> leg(joint, hip, walked);
        };
        return new double[] {at[0] - belt, at[1]};
    }

    /** A spine of the pelvis, so far in front of its middle. */
    private double[] spine(double[] hip, double forward) {
        double tilt = Math.toRadians(pelvisTiltDegrees);
        return new double[] {hip[0] + forward * Math.cos(tilt), hip[1] + 0.05 * heightMetres - forward * Math.sin(tilt)
        };
    }

    private double[] leg(Joint joint, double[] hip, double walked) {
        Side side = joint.side() == Side.LEFT ? Side.LEFT : Side.RIGHT;
        double phase = walked / strideSeconds - offset(side);
        double cycle = Math.floor(phase);
        double share = phase - cycle;
        double rollFrom = stanceShare - TOE_ROLLS;
        double rest = (cycle + offset(side)) * strideMetres + 0.19 * strideMetres;
        double pitch = pitch(share);
        double foot = FOOT_SHARE * heightMetres;
        double[] heel;
        if (share < rollFrom) {
            double heelX = pitch < 0 ? rest + foot - foot * Math.cos(pitch) : rest;
            double heelY = pitch < 0 ? -foot * Math.sin(pitch) : 0;
            heel = new double[] {heelX, heelY};
        } else {
            double s = (share - rollFrom) / (1 - rollFrom);
            double toeFrom = rest + foot;
            double toeTo = rest + strideMetres + foot * Math.cos(pitch(0));
            double blend = s * s * s * (10 - 15 * s + 6 * s * s);
            double toeX = toeFrom + blend * (toeTo - toeFrom);
            double toeY = foot * Math.sin(pitch(0)) * blend + 0.05 * Math.sin(Math.PI * s) * Math.sin(Math.PI * s);
            heel = new double[] {toeX - foot * Math.cos(pitch), toeY - foot * Math.sin(pitch)};
        }
        double[] ankle = {
            heel[0]
                    + ANKLE_FROM_HEEL[0] * Math.cos(pitch) * heightMetres
                    - ANKLE_FROM_HEEL[1] * Math.sin(pitch) * heightMetres,
            heel[1]
                    + ANKLE_FROM_HEEL[0] * Math.sin(pitch) * heightMetres
                    + ANKLE_FROM_HEEL[1] * Math.cos(pitch) * heightMetres
        };
        String limb = joint.name().substring(side.name().length() + 1);
        return switch (limb) {
            case "HEEL" -> heel;
            case "TOE" -> new double[] {heel[0] + foot * Math.cos(pitch), heel[1] + foot * Math.sin(pitch)};
            case "ANKLE" -> ankle;
            default -> knee(hip, ankle);
        };
    }

    /** Pitch of the foot over the cycle, radians, toes up positive: heel contact, flat, heel rise, swing. */
    private double pitch(double share) {
        double strike = Math.toRadians(18);
        double off = Math.toRadians(-55);
        if (share < 0.08) {
            return strike * (1 - smooth(share / 0.08));
        }
        if (share < 0.34) {
            return 0;
        }
        if (share < stanceShare) {
            double rising = (share - 0.34) / (stanceShare - 0.34);
            return off * rising * rising;
        }
        return off + (strike - off) * smooth((share - stanceShare) / (1 - stanceShare));
    }

    private static double smooth(double s) {
        return s * s * (3 - 2 * s);
    }

    private double[] knee(double[] hip, double[] ankle) {
        double thigh = 0.245 * heightMetres;
        double shank = 0.246 * heightMetres;
        double dx = ankle[0] - hip[0];
        double dy = ankle[1] - hip[1];
        double reach = Math.min(Math.hypot(dx, dy), 0.999 * (thigh + shank));
        double along = (thigh * thigh - shank * shank + reach * reach) / (2 * reach);
        double out = Math.sqrt(Math.max(0, thigh * thigh - along * along));
        double ux = dx / Math.hypot(dx, dy);
        double uy = dy / Math.hypot(dx, dy);
        return new double[] {hip[0] + along * ux - out * uy, hip[1] + along * uy + out * ux};
    }
}
