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
        int[] stretch = new int[known.length];
        int n = 0;
        for (int i = 0; i < known.length; i++) {
            if (!Double.isFinite(known[i])) {
                continue;
            }
            if (n > 0 && time[i] - time[stretch[n - 1]] > furthest) {
                stretches.add(Arrays.copyOf(stretch, n));
                n = 0;
            }
            stretch[n++] = i;
        }
        if (n > 0) {
            stretches.add(Arrays.copyOf(stretch, n));
        }
    }

    double[] fill(double[] values, double[] grid) {
        double[] out = new double[grid.length];
        Arrays.fill(out, Double.NaN);
        for (int[] stretch : stretches) {
            int first = stretch[0];
            int last = stretch[stretch.length - 1];
            if (grid == time && last - first == stretch.length - 1) {
                System.arraycopy(values, first, out, first, stretch.length);
                continue;
            }
            int from = indexOf(grid, time[first] - 1e-9);
            int to = indexOf(grid, time[last] + 1e-9);
            new CubicSpline(pick(time, stretch), pick(values, stretch)).at(grid, from, to, out);
        }
        return out;
    }

    /** Of the first time that is not before the given one. */
    private static int indexOf(double[] grid, double seconds) {
        int found = Arrays.binarySearch(grid, seconds);
        return found >= 0 ? found : -found - 1;
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
        double[] out = new double[indices.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[indices[i]];
        }
        return out;
    }
}
