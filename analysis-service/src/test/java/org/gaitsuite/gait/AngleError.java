package org.gaitsuite.gait;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an angle is from a reference over the whole strides of a walk, degrees.
 *
 * @param rms root mean square
 * @param offset mean difference
 * @param rangeError difference of the ranges
 */
record AngleError(double rms, double offset, double rangeError) {
    static AngleError of(JointAngles angle, SagittalWalk walk, Side side, double @Nullable [] reference)
            throws NoWalkFound {
        if (reference == null) {
            throw new IllegalArgumentException("no reference for " + angle);
        }
        double[] found = angle.of(walk, side).orElseThrow().value();
        List<Stride> strides = Stride.of(WalkEvents.find(walk).events());
        double from = strides.getFirst().strike();
        double to = strides.getLast().nextStrike();
        double[] difference = new double[found.length];
        double[] mine = new double[found.length];
        double[] theirs = new double[found.length];
        for (int f = 0; f < found.length; f++) {
            double t = walk.landmarks().time()[f];
            boolean inside = t >= from && t <= to && Double.isFinite(found[f] + reference[f]);
            difference[f] = inside ? found[f] - reference[f] : Double.NaN;
            mine[f] = inside ? found[f] : Double.NaN;
            theirs[f] = inside ? reference[f] : Double.NaN;
        }
        double offset = Statistics.mean(difference);
        double[] used = Statistics.finite(difference);
        double squares = 0;
        for (double d : used) {
            squares += d * d;
        }
        double range = Statistics.quantile(mine, 1) - Statistics.quantile(mine, 0);
        double theirRange = Statistics.quantile(theirs, 1) - Statistics.quantile(theirs, 0);
        return new AngleError(Math.sqrt(squares / used.length), offset, range - theirRange);
    }

    double rmsWithoutOffset() {
        return Math.sqrt(rms * rms - offset * offset);
    }
}
