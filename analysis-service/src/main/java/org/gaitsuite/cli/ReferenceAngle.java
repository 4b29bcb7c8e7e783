package org.gaitsuite.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.gaitsuite.c3d.C3dFile;
import org.gaitsuite.c3d.C3dMalformed;
import org.gaitsuite.c3d.C3dPoint;
import org.gaitsuite.c3d.C3dReader;
import org.gaitsuite.gait.AngleOverTime;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.Stride;

/**
 * A joint angle of ours and the one that Plug-in-Gait left in the same file, frame by frame within the measured strides.
 *
 * @param title of the row
 * @param ours name of the angle
 * @param theirs Plug-in-Gait's, without the side; its first component is that of the sagittal plane
 * @param lessTheirs another one that is taken off, so that both mean the same; empty where there is none
 */
record ReferenceAngle(String title, String ours, String theirs, String lessTheirs) {
    static final List<ReferenceAngle> ALL = List.of(
            new ReferenceAngle("hip, thigh against the pelvis", "hip_flexion_pelvis", "HipAngles", ""),
            new ReferenceAngle("hip, thigh against the vertical", "hip_flexion", "HipAngles", "PelvisAngles"),
            new ReferenceAngle("knee", "knee_flexion", "KneeAngles", ""),
            new ReferenceAngle("ankle", "ankle_dorsiflexion", "AnkleAngles", ""),
            new ReferenceAngle("pelvis", "pelvis_tilt", "PelvisAngles", ""));

    /**
     * @param withOffset root mean square of the difference, degrees
     * @param withoutOffset likewise, its mean taken off
     * @param offset mean of ours less theirs
     */
    record Difference(double withOffset, double withoutOffset, double offset) {
        /** Empty of no differences. */
        static Optional<Difference> of(DoubleStream differences) {
            Distribution all = Distribution.of(differences);
            if (all.isEmpty()) {
                return Optional.empty();
            }
            double with = all.rootMeanSquare();
            double offset = all.mean();
            return Optional.of(new Difference(with, Math.sqrt(Math.max(0, with * with - offset * offset)), offset));
        }
    }

    /** Empty where the file holds no such angle, or it was not measured. */
    Optional<Difference> in(LabelledTrial trial, GaitResult result, Side side) throws IOException {
        C3dFile file;
        try {
            file = C3dReader.read(trial.file());
        } catch (C3dMalformed notOfThisKind) {
            return Optional.empty();
        }
        String prefix = side == Side.LEFT ? "L" : "R";
        Optional<C3dPoint> reference = point(file, prefix + theirs);
        Optional<C3dPoint> less = lessTheirs.isEmpty() ? Optional.empty() : point(file, prefix + lessTheirs);
        Optional<AngleOverTime> mine = result.walk().angles().stream()
                .filter(angle -> angle.name().equals(ours) && angle.side() == side)
                .findFirst();
        if (reference.isEmpty() || mine.isEmpty() || (!lessTheirs.isEmpty() && less.isEmpty())) {
            return Optional.empty();
        }
        double[] times = result.walk().landmarks().timesSeconds();
        double[] differences = new double[times.length];
        for (int f = 0; f < times.length; f++) {
            int frame = (int) Math.round(times[f] * file.pointRateHertz());
            differences[f] = inStride(result, side, times[f]) && reference.get().isSeen(frame)
                    ? mine.get().degrees()[f]
                            - reference.get().x(frame)
                            + less.map(p -> p.x(frame)).orElse(0.0)
                    : Double.NaN;
        }
        return Difference.of(Arrays.stream(differences).filter(Double::isFinite));
    }

    private static Optional<C3dPoint> point(C3dFile file, String label) {
        return file.points().stream()
                .filter(point -> point.label().equals(label) || point.label().endsWith(":" + label))
                .filter(point -> anySeen(point))
                .findFirst();
    }

    /** Where a model could not be computed its points are all zero. */
    private static boolean anySeen(C3dPoint point) {
        for (int f = 0; f < point.frames(); f++) {
            if (point.isSeen(f) && point.x(f) != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean inStride(GaitResult result, Side side, double seconds) {
        return result.walk().cycles().stream()
                .map(cycle -> cycle.stride())
                .filter(stride -> stride.side() == side)
                .anyMatch((Stride stride) -> seconds >= stride.strike() && seconds <= stride.nextStrike());
    }
}
