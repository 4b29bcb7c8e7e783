package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One angle of one side, stride by stride, on 101 points from heel strike to heel strike.
 *
 * @param strides of this side that show the angle without a gap
 * @param degrees stride × point
 */
record StrideCurves(CycleAngle angle, Side side, List<Stride> strides, List<double[]> degrees) {
    static StrideCurves of(JointAngles angle, Side side, SagittalWalk walk, List<Stride> all) {
        StrideCurves out = none(angle, side);
        angle.of(walk, side).ifPresent(signal -> out.add(signal, all));
        return out;
    }

    /** To be added to. */
    static StrideCurves none(CycleAngle angle, Side side) {
        return new StrideCurves(angle, side, new ArrayList<>(), new ArrayList<>());
    }

    /** Adds those strides of this side that a signal shows whole. */
    void add(Signal signal, List<Stride> some) {
        SmoothSignal smooth = new SmoothSignal(signal);
        for (Stride stride : some) {
            if (stride.side() == side) {
                addIfWhole(stride, smooth);
            }
        }
    }

    private void addIfWhole(Stride stride, SmoothSignal signal) {
        double[] curve = new double[GaitCurve.POINTS];
        for (int p = 0; p < curve.length; p++) {
            curve[p] = signal.at(stride.at(p / (GaitCurve.POINTS - 1.0)));
            if (Double.isNaN(curve[p])) {
                return;
            }
        }
        strides.add(stride);
        degrees.add(angle.settled(curve));
    }

    int count() {
        return degrees.size();
    }

    /** Mean ± SD; empty when no whole stride was seen. Of a single stride the spread is given as 0; n says that it is one. */
    Optional<GaitCurve> mean() {
        if (degrees.isEmpty()) {
            return Optional.empty();
        }
        double[] mean = new double[GaitCurve.POINTS];
        double[] sd = new double[GaitCurve.POINTS];
        double[] column = new double[count()];
        for (int p = 0; p < mean.length; p++) {
            double sum = 0;
            for (int s = 0; s < column.length; s++) {
                column[s] = degrees.get(s)[p];
                sum += column[s];
            }
            mean[p] = sum / column.length;
            sd[p] = column.length > 1 ? Statistics.standardDeviation(column) : 0;
        }
        return Optional.of(new GaitCurve(angle.curve(), side, "deg", mean, sd, count()));
    }

    /** Of each stride the mean curve of all others; a single stride has its own. */
    List<double[]> meansOfOthers() {
        if (count() < 2) {
            return degrees;
        }
        double[] sum = new double[GaitCurve.POINTS];
        for (double[] curve : degrees) {
            for (int p = 0; p < sum.length; p++) {
                sum[p] += curve[p];
            }
        }
        List<double[]> others = new ArrayList<>(count());
        for (double[] curve : degrees) {
            double[] rest = new double[sum.length];
            for (int p = 0; p < rest.length; p++) {
                rest[p] = (sum[p] - curve[p]) / (count() - 1);
            }
            others.add(rest);
        }
        return others;
    }

    /** Range of motion of each stride. */
    double[] ranges() {
        return CurveRange.of(degrees);
    }
}
