package org.gaitsuite.pose.silhouette;

import java.util.ArrayList;
import java.util.List;
import org.gaitsuite.pose.PoseRefused;

/**
 * When the feet are farthest apart: about the moment of each heel strike. Between two such moments half a gait cycle passes.
 *
 * @param spreadTimes in seconds, increasing; leg A is in front at even ones
 */
record StepRhythm(double[] spreadTimes) {
    private static final double SLOWEST_STEP = 1.3;
    private static final double FASTEST_STEP = 0.25;
    /** Range of the distance between the feet below which nobody strides, in statures. */
    private static final double LEAST_SWING = 0.08;

    static StepRhythm of(WalkPictures walk) throws PoseRefused {
        double[] time = walk.time();
        double[] spread = new double[time.length];
        for (int i = 0; i < time.length; i++) {
            LegPicture picture = walk.picture(i);
            spread[i] = picture == null ? Double.NaN : spread(picture);
        }
        double[] smooth = LocalSmoother.smooth(time, spread, 0.06);
        double period = stepPeriod(time, smooth);
        double[] trend = LocalSmoother.smooth(time, smooth, 1.2 * period);
        List<Double> peaks = new ArrayList<>();
        List<Double> heights = new ArrayList<>();
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (int i = 1; i + 1 < time.length; i++) {
            low = Math.min(low, smooth[i]);
            high = Math.max(high, smooth[i]);
            if (smooth[i] > smooth[i - 1] && smooth[i] >= smooth[i + 1] && smooth[i] > trend[i]) {
                double curvature = smooth[i - 1] - 2 * smooth[i] + smooth[i + 1];
                double shift = curvature < 0 ? 0.5 * (smooth[i - 1] - smooth[i + 1]) / curvature : 0;
                double at = time[i] + shift * (time[i + 1] - time[i]);
                int last = peaks.size() - 1;
                if (last >= 0 && at - peaks.get(last) < 0.6 * period) {
                    if (smooth[i] > heights.get(last)) {
                        peaks.set(last, at);
                        heights.set(last, smooth[i]);
                    }
                } else {
                    peaks.add(at);
                    heights.add(smooth[i]);
                }
            }
        }
        if (peaks.size() < 3 || high - low < LEAST_SWING) {
            throw new PoseRefused(
                    PoseRefused.Reason.NO_WALK,
                    "Somebody moves across the picture, but the legs do not open and close as in walking (%d steps were seen, at least 3 are needed)."
                            .formatted(peaks.size()));
        }
        return new StepRhythm(withoutHoles(peaks, period));
    }

    /** A missed peak would exchange the legs: put one in wherever a gap holds two steps. */
    private static double[] withoutHoles(List<Double> peaks, double period) {
        List<Double> out = new ArrayList<>();
        for (double peak : peaks) {
            if (!out.isEmpty()) {
                double before = out.getLast();
                int steps = Math.max(1, (int) Math.round((peak - before) / period));
                for (int k = 1; k < steps; k++) {
                    out.add(before + (peak - before) * k / steps);
                }
            }
            out.add(peak);
        }
        return out.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The first strong maximum of the autocorrelation. */
    private static double stepPeriod(double[] time, double[] values) {
        double dt = (time[time.length - 1] - time[0]) / (time.length - 1);
        double[] centred = values.clone();
        double mean = 0;
        for (double v : values) {
            mean += v / values.length;
        }
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean;
        }
        int longest = Math.min((int) (SLOWEST_STEP / dt), centred.length / 2);
        double[] r = new double[longest + 2];
        for (int lag = 0; lag < r.length; lag++) {
            double sum = 0;
            for (int i = 0; i + lag < centred.length; i++) {
                sum += centred[i] * centred[i + lag];
            }
            r[lag] = sum / (centred.length - lag);
        }
        double best = 0;
        for (int lag = (int) (FASTEST_STEP / dt); lag <= longest; lag++) {
            best = Math.max(best, r[lag]);
        }
        for (int lag = Math.max(1, (int) (FASTEST_STEP / dt)); lag <= longest; lag++) {
            if (r[lag] >= r[lag - 1] && r[lag] >= r[lag + 1] && r[lag] > 0.7 * best) {
                return lag * dt;
            }
        }
        return 0.55;
    }

    private static double spread(LegPicture picture) {
        int left = LegPicture.COLUMNS;
        int right = 0;
        int from = (int) ((0.015 - LegPicture.BOTTOM) / LegPicture.CELL);
        int to = (int) ((0.13 - LegPicture.BOTTOM) / LegPicture.CELL);
        for (int r = from; r < to; r++) {
            for (int c = 0; c < LegPicture.COLUMNS; c++) {
                if (picture.at(r, c) > 0.5) {
                    left = Math.min(left, c);
                    right = Math.max(right, c);
                }
            }
        }
        return right < left ? Double.NaN : (right - left + 1) * LegPicture.CELL;
    }

    /** Cycles of leg A since its strike at the first spread; leg B is half a cycle later. Goes on evenly beyond the ends. */
    double phase(double t) {
        int last = spreadTimes.length - 1;
        int k = 0;
        while (k < last - 1 && t >= spreadTimes[k + 1]) {
            k++;
        }
        return (k + (t - spreadTimes[k]) / (spreadTimes[k + 1] - spreadTimes[k])) / 2;
    }
}
