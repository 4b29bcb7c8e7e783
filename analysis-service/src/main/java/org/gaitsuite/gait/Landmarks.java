package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Landmarks as columns, joint by joint, while they are being worked on. Only this package sees it; each stage makes a new one
 * and leaves its input alone.
 *
 * @param time seconds of each frame
 * @param x joint × frame, by {@link Joint#ordinal()}; NaN where unknown
 * @param y likewise
 * @param confidence likewise, 0 where the landmark was not seen
 */
record Landmarks(double[] time, double[][] x, double[][] y, double[][] confidence) {
    /** Columns of a skeleton; landmarks below the confidence gate, with none at all, or without a finite position become unknown. */
    static Landmarks of(SkeletonOverTime skeleton, double leastConfidence) {
        int joints = Joint.values().length;
        int frames = skeleton.frames();
        double[][] x = new double[joints][];
        double[][] y = new double[joints][];
        double[][] confidence = new double[joints][frames];
        for (Joint joint : Joint.values()) {
            int j = joint.ordinal();
            x[j] = skeleton.xOf(joint);
            y[j] = skeleton.yOf(joint);
            for (int f = 0; f < frames; f++) {
                double c = skeleton.confidence(f, joint);
                if (c > 0 && c >= leastConfidence && Double.isFinite(x[j][f]) && Double.isFinite(y[j][f])) {
                    confidence[j][f] = c;
                } else {
                    x[j][f] = Double.NaN;
                    y[j][f] = Double.NaN;
                }
            }
        }
        return new Landmarks(skeleton.timesSeconds(), x, y, confidence);
    }

    /** From the first frame in which any landmark is known to the last; no frame at all where none ever is. */
    Run inView() {
        int from = 0;
        int to = frames();
        while (from < to && noneKnown(from)) {
            from++;
        }
        while (to > from && noneKnown(to - 1)) {
            to--;
        }
        return new Run(from, to);
    }

    private boolean noneKnown(int frame) {
        return Arrays.stream(Joint.values()).noneMatch(joint -> known(joint, frame));
    }

    /** A run of frames, as everybody outside this package sees landmarks. */
    SkeletonOverTime asSkeleton(CoordinateFrame frame, Run run) {
        double[] times = Arrays.copyOfRange(time, run.from(), run.to());
        return new SkeletonOverTime(frame, times, rows(x, run), rows(y, run), rows(confidence, run));
    }

    private static double[][] rows(double[][] columns, Run run) {
        double[][] rows = new double[run.length()][columns.length];
        for (int f = 0; f < rows.length; f++) {
            for (int j = 0; j < columns.length; j++) {
                rows[f][j] = columns[j][run.from() + f];
            }
        }
        return rows;
    }

    int frames() {
        return time.length;
    }

    double[] x(Joint joint) {
        return x[joint.ordinal()];
    }

    double[] y(Joint joint) {
        return y[joint.ordinal()];
    }

    double[] confidence(Joint joint) {
        return confidence[joint.ordinal()];
    }

    boolean known(Joint joint, int frame) {
        return Double.isFinite(x[joint.ordinal()][frame]);
    }

    /** Share of the frames of a run in which the landmark is known. */
    double share(Joint joint, Run run) {
        int known = 0;
        for (int f = run.from(); f < run.to(); f++) {
            if (known(joint, f)) {
                known++;
            }
        }
        return run.length() == 0 ? 0 : known / (double) run.length();
    }

    /** Frame interval, seconds: the median, so that a dropped frame does not count. */
    double frameInterval() {
        double[] steps = new double[Math.max(0, frames() - 1)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = time[i + 1] - time[i];
        }
        return Statistics.median(steps);
    }

    /** Midpoint of the two landmarks; the one that is known where the other is not. */
    double[][] middle(Joint left, Joint right) {
        double[][] out = new double[2][frames()];
        for (int f = 0; f < frames(); f++) {
            out[0][f] = either(x(left)[f], x(right)[f]);
            out[1][f] = either(y(left)[f], y(right)[f]);
        }
        return out;
    }

    private static double either(double a, double b) {
        if (Double.isNaN(a)) {
            return b;
        }
        return Double.isNaN(b) ? a : (a + b) / 2;
    }

    /** Every coordinate through a filter over time. */
    Landmarks filtered(Butterworth filter) {
        return new Landmarks(time, filtered(x, filter), filtered(y, filter), confidence);
    }

    private static double[][] filtered(double[][] rows, Butterworth filter) {
        return Arrays.stream(rows).map(filter::filter).toArray(double[][]::new);
    }

    /** Every coordinate through a function of its own, for instance into another frame or unit. */
    Landmarks map(DoubleUnaryOperator ofX, DoubleUnaryOperator ofY) {
        return new Landmarks(time, map(x, ofX), map(y, ofY), confidence);
    }

    /** Each landmark moved along x by what belongs to its joint. */
    Landmarks shiftedAlong(ToDoubleFunction<Joint> by) {
        double[][] newX = new double[x.length][];
        for (Joint joint : Joint.values()) {
            double shift = by.applyAsDouble(joint);
            newX[joint.ordinal()] =
                    Arrays.stream(x[joint.ordinal()]).map(v -> v + shift).toArray();
        }
        return new Landmarks(time, newX, y, confidence);
    }

    /** Moves a place; both coordinates of the new one may depend on both of the old one. */
    interface Place {
        double x(double x, double y);

        double y(double x, double y);
    }

    /** Every landmark at its new place. */
    Landmarks moved(Place place) {
        double[][] newX = new double[x.length][frames()];
        double[][] newY = new double[y.length][frames()];
        for (int j = 0; j < x.length; j++) {
            for (int f = 0; f < frames(); f++) {
                newX[j][f] = place.x(x[j][f], y[j][f]);
                newY[j][f] = place.y(x[j][f], y[j][f]);
            }
        }
        return new Landmarks(time, newX, newY, confidence);
    }

    /** One after the other in time. */
    static Landmarks joined(List<Landmarks> parts) {
        return new Landmarks(
                concatenated(parts.stream().map(Landmarks::time).toList()),
                joined(parts, Landmarks::x),
                joined(parts, Landmarks::y),
                joined(parts, Landmarks::confidence));
    }

    private static double[][] joined(List<Landmarks> parts, Function<Landmarks, double[][]> rows) {
        double[][] out = new double[Joint.values().length][];
        for (int j = 0; j < out.length; j++) {
            int joint = j;
            out[j] = concatenated(
                    parts.stream().map(part -> rows.apply(part)[joint]).toList());
        }
        return out;
    }

    private static double[] concatenated(List<double[]> parts) {
        double[] out = new double[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    /** Only the frames of a run. */
    Landmarks during(Run run) {
        return new Landmarks(
                Arrays.copyOfRange(time, run.from(), run.to()),
                during(x, run),
                during(y, run),
                during(confidence, run));
    }

    private static double[][] during(double[][] rows, Run run) {
        double[][] out = new double[rows.length][];
        for (int j = 0; j < rows.length; j++) {
            out[j] = Arrays.copyOfRange(rows[j], run.from(), run.to());
        }
        return out;
    }

    /** Every frame by a factor of its own; y by another sign. */
    Landmarks times(double[] factor, double signOfY) {
        double[][] newX = new double[x.length][frames()];
        double[][] newY = new double[y.length][frames()];
        for (int j = 0; j < x.length; j++) {
            for (int f = 0; f < frames(); f++) {
                newX[j][f] = factor[f] * x[j][f];
                newY[j][f] = signOfY * factor[f] * y[j][f];
            }
        }
        return new Landmarks(time, newX, newY, confidence);
    }

    private static double[][] map(double[][] rows, DoubleUnaryOperator function) {
        double[][] out = new double[rows.length][];
        for (int j = 0; j < rows.length; j++) {
            double[] row = new double[rows[j].length];
            for (int f = 0; f < row.length; f++) {
                row[f] = function.applyAsDouble(rows[j][f]);
            }
            out[j] = row;
        }
        return out;
    }
}
