package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes single wild samples out of a trajectory, after Hampel (1974): a sample that lies further from what its neighbours say than
 * a multiple of the robust spread of such distances.
 *
 * <p>The neighbours' word is the cubic through the two known samples on either side rather than their median, because a foot in swing
 * moves by more between two frames than its noise, and a running median would call that wild. At the ends it is the straight line
 * through the next two. A wild sample also spoils what is said of its neighbours, beside a gap even more than of itself: of the worst
 * sample and the two beside it, that one goes without which the rest agrees best.
 */
final class OutlierFilter {
    private static final double SPREADS = 6;

    /** A sample nearer to its neighbours' word than this share of the leg's length is never an outlier. */
    private static final double LEAST_SHARE_OF_LEG = 0.06;

    /** At the ends the word is less sure by this factor. */
    private static final double UNSURE_AT_ENDS = 2;

    /** No more than one sample in so many is taken out; a trajectory that is wilder than that is left to the confidence. */
    private static final int ONE_IN = 8;

    /** So many samples to either side feel a wild one. */
    private static final int REACH = 3;

    private static final int FEWEST = 6;

    private static final double LONG_GAP_SECONDS = 0.2;

    /** Longer tracks are cleaned piece by piece, so that the time it takes grows with their length only. */
    private static final int LONGEST_STRETCH = 500;

    private final double leastDistance;

    OutlierFilter(double legLength) {
        this.leastDistance = LEAST_SHARE_OF_LEG * legLength;
    }

    /** Marks outliers of one landmark, x and y together, as unknown. */
    void clean(double[] time, double[] x, double[] y) {
        Track track = new Track(time, x, y);
        for (List<Integer> stretch : stretches(time, x)) {
            if (stretch.size() >= FEWEST) {
                clean(track, stretch);
            }
        }
    }

    private void clean(Track track, List<Integer> known) {
        double[] distances = new double[known.size()];
        for (int k = 0; k < distances.length; k++) {
            distances[k] = track.distance(known, k);
        }
        double limit = Math.max(leastDistance, SPREADS * 1.4826 * Statistics.median(distances));
        int allowed = Math.max(1, known.size() / ONE_IN);
        for (int removed = 0; removed < allowed; removed++) {
            int worst = track.worst(known);
            if (track.distance(known, worst) <= limit) {
                return;
            }
            int wild = known.remove(/* index= */ track.culprit(known, worst));
            track.x[wild] = Double.NaN;
            track.y[wild] = Double.NaN;
        }
    }

    /** Known samples without a long gap between them: what lies beyond one says nothing of this side. */
    private static List<List<Integer>> stretches(double[] time, double[] x) {
        List<List<Integer>> stretches = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(x[i])) {
                if (time[i] - last > LONG_GAP_SECONDS || stretches.getLast().size() >= LONGEST_STRETCH) {
                    stretches.add(new ArrayList<>());
                }
                stretches.getLast().add(i);
                last = time[i];
            }
        }
        return stretches;
    }

    private record Track(double[] time, double[] x, double[] y) {
        int worst(List<Integer> known) {
            int worst = 0;
            double furthest = 0;
            for (int k = 0; k < known.size(); k++) {
                double distance = distance(known, k);
                if (distance > furthest) {
                    furthest = distance;
                    worst = k;
                }
            }
            return worst;
        }

        int culprit(List<Integer> known, int worst) {
            int culprit = worst;
            double best = Double.POSITIVE_INFINITY;
            for (int k = Math.max(0, worst - 1); k <= Math.min(known.size() - 1, worst + 1); k++) {
                List<Integer> rest = new ArrayList<>(known);
                rest.remove(/* index= */ k);
                double disagreement = 0;
                for (int r = Math.max(0, k - REACH); r < Math.min(rest.size(), k + REACH); r++) {
                    disagreement += distance(rest, r);
                }
                if (disagreement < best) {
                    best = disagreement;
                    culprit = k;
                }
            }
            return culprit;
        }

        /** Of the k-th known sample from its neighbours' word. */
        double distance(List<Integer> known, int k) {
            int n = known.size();
            int at = known.get(k);
            if (k < 2) {
                return distance(at, known.get(k + 1), known.get(k + 2)) / UNSURE_AT_ENDS;
            }
            if (k >= n - 2) {
                return distance(at, known.get(k - 1), known.get(k - 2)) / UNSURE_AT_ENDS;
            }
            return distance(at, known.get(k - 2), known.get(k - 1), known.get(k + 1), known.get(k + 2));
        }

        private double distance(int at, int... neighbours) {
            double dx = x[at];
            double dy = y[at];
            for (int a : neighbours) {
                double weight = 1;
                for (int b : neighbours) {
                    weight *= a == b ? 1 : (time[at] - time[b]) / (time[a] - time[b]);
                }
                dx -= weight * x[a];
                dy -= weight * y[a];
            }
            return Math.hypot(dx, dy);
        }
    }
}
