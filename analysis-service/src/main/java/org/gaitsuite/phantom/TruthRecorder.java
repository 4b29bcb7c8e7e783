package org.gaitsuite.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;

/** Writes down what a walk does, without rendering it. */
final class TruthRecorder {
    private final PhantomSettings settings;
    private final Walk walk;
    private final GaitTiming timing;
    private final List<GaitEvent> events;

    private TruthRecorder(PhantomSettings settings, Walk walk) {
        this.settings = settings;
        this.walk = walk;
        this.timing = walk.timing();
        this.events = walk.events();
    }

    static PhantomTruth of(PhantomSettings settings) {
        return new TruthRecorder(settings, new Walk(settings)).record();
    }

    private PhantomTruth record() {
        int frames = settings.frames();
        double[] times = new double[frames];
        List<BodyPose> poses = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            times[i] = i / settings.frameRate();
            poses.add(walk.at(times[i]));
        }
        List<GaitCurve> curves = curves();
        return new PhantomTruth(
                settings,
                events,
                pixels(times, poses),
                metres(times, poses),
                new TruthParameters(walk, strides(Side.LEFT), strides(Side.RIGHT)).all(curves),
                angles(poses),
                curves);
    }

    private SkeletonOverTime pixels(double[] times, List<BodyPose> poses) {
        Camera camera = Camera.of(settings);
        double[][] x = unknown(times.length);
        double[][] y = unknown(times.length);
        double[][] confidence = new double[times.length][Joint.values().length];
        for (int i = 0; i < times.length; i++) {
            for (Joint joint : BodyPose.JOINTS) {
                int j = joint.ordinal();
                Camera.Seen seen = camera.project(poses.get(i).at(joint));
                x[i][j] = seen.x();
                y[i][j] = seen.y();
                boolean inside = seen.depth() > 0
                        && seen.x() >= 0
                        && seen.x() < settings.pictureWidth()
                        && seen.y() >= 0
                        && seen.y() < settings.pictureHeight();
                confidence[i][j] = inside ? 1 : 0;
            }
        }
        return new SkeletonOverTime(CoordinateFrame.IMAGE_PIXELS, times, x, y, confidence);
    }

    private static SkeletonOverTime metres(double[] times, List<BodyPose> poses) {
        return new SkeletonOverTime(
                CoordinateFrame.SAGITTAL_METRES,
                times,
                table(poses, Vec3::x),
                table(poses, Vec3::y),
                seen(poses.size()));
    }

    private static double[][] unknown(int frames) {
        double[][] out = new double[frames][Joint.values().length];
        for (double[] row : out) {
            Arrays.fill(row, Double.NaN);
        }
        return out;
    }

    /** Confidence 1 of every landmark that the phantom has. */
    private static double[][] seen(int frames) {
        double[][] out = new double[frames][Joint.values().length];
        for (double[] row : out) {
            for (Joint joint : BodyPose.JOINTS) {
                row[joint.ordinal()] = 1;
            }
        }
        return out;
    }

    private static double[][] table(List<BodyPose> poses, ToDoubleFunction<Vec3> value) {
        double[][] out = unknown(poses.size());
        for (int i = 0; i < out.length; i++) {
            for (Joint joint : BodyPose.JOINTS) {
                out[i][joint.ordinal()] = value.applyAsDouble(poses.get(i).at(joint));
            }
        }
        return out;
    }

    private static List<PhantomTruth.Angle> angles(List<BodyPose> poses) {
        List<PhantomTruth.Angle> out = new ArrayList<>();
        for (String name : SagittalAngles.NAMES) {
            for (Side side : Side.values()) {
                double[] degrees = poses.stream()
                        .mapToDouble(p -> SagittalAngles.of(p, side).named(name))
                        .toArray();
                out.add(new PhantomTruth.Angle(name, side, degrees));
            }
        }
        return out;
    }

    private List<GaitCurve> curves() {
        List<GaitCurve> out = new ArrayList<>();
        for (String name : SagittalAngles.NAMES) {
            for (Side side : Side.values()) {
                double start = walk.steadyHeelStrike(side);
                double[] mean = new double[GaitCurve.POINTS];
                for (int i = 0; i < mean.length; i++) {
                    double t = start + timing.strideSeconds() * i / (mean.length - 1);
                    mean[i] = SagittalAngles.of(walk.steadyAt(t), side).named(name);
                }
                out.add(new GaitCurve(name, side, "deg", mean, new double[GaitCurve.POINTS], strides(side)));
            }
        }
        return out;
    }

    private int strides(Side side) {
        long strikes = events.stream()
                .filter(e -> e.type() == EventType.HEEL_STRIKE && e.side() == side)
                .count();
        return (int) Math.max(0, strikes - 1);
    }
}
