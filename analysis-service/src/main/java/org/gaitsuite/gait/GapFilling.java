package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Closes short gaps in one landmark's trajectory by a cubic spline and reads it at the times of a grid. Gaps longer than allowed, and
 * what lies before the first and after the last sample, stay open (NaN).
 */
final class GapFilling {
    private final double[] time;
    private final List<int[]> stretches = new ArrayList<>();
    private final double slack;

    /**
     * @param time of each sample, seconds
     * @param known finite where the landmark is known
     * @param maximumGapSeconds longest time without a sample that is closed
     * @param interval frame interval, seconds: two samples that far apart have no gap between them
     */
    GapFilling(double[] time, double[] known, double maximumGapSeconds, double interval) {
        this.time = time;
        this.slack = interval * 0.5;
        double furthest = maximumGapSeconds + interval * 1.5;
        List<Integer> stretch = new ArrayList<>();
        for (int i = 0; i < known.length; i++) {
            if (!Double.isFinite(known[i])) {
                continue;
            }
            if (!stretch.isEmpty() && time[i] - time[stretch.getLast()] > furthest) {
                stretches.add(indices(stretch));
                stretch.clear();
            }
            stretch.add(i);
        }
        if (!stretch.isEmpty()) {
            stretches.add(indices(stretch));
        }
    }

    private static int[] indices(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    double[] fill(double[] values, double[] grid) {
        double[] out = new double[grid.length];
        Arrays.fill(out, Double.NaN);
        for (int[] stretch : stretches) {
            double[] t = pick(time, stretch);
            CubicSpline spline = new CubicSpline(t, pick(values, stretch));
            for (int g = 0; g < grid.length; g++) {
                if (grid[g] >= t[0] - 1e-9 && grid[g] <= t[t.length - 1] + 1e-9) {
                    out[g] = spline.at(grid[g]);
                }
            }
        }
        return out;
    }

    /** The value of the sample nearest in time, 0 where none is near: what was filled in was not seen. */
    double[] nearest(double[] values, double[] grid) {
        double[] out = new double[grid.length];
        int i = 0;
        for (int g = 0; g < grid.length; g++) {
            while (i + 1 < time.length && Math.abs(time[i + 1] - grid[g]) <= Math.abs(time[i] - grid[g])) {
                i++;
            }
            out[g] = Math.abs(time[i] - grid[g]) <= slack + 1e-9 ? values[i] : 0;
        }
        return out;
    }

    private static double[] pick(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }
}
