package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * A walker whose joint angles are given: thigh, shank and foot hang from hips that go forward evenly. Feet may slip over the ground; only
 * angles are looked at, and strides are handed over with the skeleton.
 */
final class LegsByAngles {
    static final double STRIDE_SECONDS = 1.1;
    private static final double LEG = 0.43;
    private static final int STRIDES = 5;

    private final double rateHertz;
    private final Angle thigh;
    private final Angle knee;
    private final Angle ankle;

    interface Angle {
        /** Degrees, at a share of the cycle from 0 to 1. */
        double at(double share);
    }

    LegsByAngles(double rateHertz, Angle thigh, Angle knee, Angle ankle) {
        this.rateHertz = rateHertz;
        this.thigh = thigh;
        this.knee = knee;
        this.ankle = ankle;
    }

    /** A curve of 101 points as a function of the cycle. */
    static Angle of(double[] curve) {
        double[] percent = new double[curve.length];
        for (int p = 0; p < percent.length; p++) {
            percent[p] = p / (curve.length - 1.0);
        }
        return new CubicSpline(percent, curve)::at;
    }

    List<Stride> strides() {
        List<Stride> strides = new ArrayList<>();
        for (int s = 0; s < STRIDES; s++) {
            for (Side side : Side.values()) {
                double from = 0.3 + (s + (side == Side.LEFT ? 0 : 0.5)) * STRIDE_SECONDS;
                strides.add(new Stride(
                        side,
                        from,
                        from + 0.1 * STRIDE_SECONDS,
                        from + 0.5 * STRIDE_SECONDS,
                        from + 0.6 * STRIDE_SECONDS,
                        from + STRIDE_SECONDS));
            }
        }
        return strides;
    }

    AngleCurves curves() throws NoWalkFound {
        return new AngleCurves(walk(), strides());
    }

    SagittalWalk walk() throws NoWalkFound {
        return SagittalWalks.of(skeleton(), 1000);
    }

    private SkeletonOverTime skeleton() {
        double[] time = new double[(int) ((STRIDES + 1.2) * STRIDE_SECONDS * rateHertz)];
        for (int f = 0; f < time.length; f++) {
            time[f] = f / rateHertz;
        }
        return Skeletons.make(CoordinateFrame.SAGITTAL_METRES, time, (f, joint) -> place(joint, time[f]));
    }

    private double[] place(Joint joint, double time) {
        Side side = joint.side();
        if (side == null) {
            return new double[] {Double.NaN, Double.NaN, 0};
        }
        double strides = (time - 0.3) / STRIDE_SECONDS - (side == Side.LEFT ? 0 : 0.5);
        double share = strides - Math.floor(strides);
        double upper = thigh.at(share);
        double lower = upper - knee.at(share);
        double sole = Math.toRadians(lower + ankle.at(share));
        double[] hip = {1.3 * time, 0.9};
        double[] knee = hanging(hip, upper);
        double[] ankle = hanging(knee, lower);
        double[] heel = {ankle[0] - 0.05 * Math.cos(sole), ankle[1] - 0.05 * Math.sin(sole)};
        double[] at = switch (joint.name().substring(side.name().length() + 1)) {
            case "HIP" -> hip;
            case "KNEE" -> knee;
            case "ANKLE" -> ankle;
            case "HEEL" -> heel;
            case "TOE" -> new double[] {heel[0] + 0.25 * Math.cos(sole), heel[1] + 0.25 * Math.sin(sole)};
            default -> new double[] {Double.NaN, Double.NaN};
        };
        return new double[] {at[0], at[1], Double.isNaN(at[0]) ? 0 : 1};
    }

    private static double[] hanging(double[] from, double degrees) {
        double angle = Math.toRadians(degrees);
        return new double[] {from[0] + LEG * Math.sin(angle), from[1] - LEG * Math.cos(angle)};
    }
}
