package org.gaitsuite.gait;

import java.util.Arrays;

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
        int[] stretch = new int[Math.min(LONGEST_STRETCH, x.length)];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                continue;
            }
            // What lies beyond a long gap says nothing of this side.
            if (n > 0 && (time[i] - time[stretch[n - 1]] > LONG_GAP_SECONDS || n == LONGEST_STRETCH)) {
                clean(new Track(time, x, y, Arrays.copyOf(stretch, n)));
                n = 0;
            }
            stretch[n++] = i;
        }
        clean(new Track(time, x, y, Arrays.copyOf(stretch, n)));
    }

    private void clean(Track track) {
        if (track.length() < FEWEST) {
            return;
        }
        double limit = Math.max(leastDistance, SPREADS * 1.4826 * track.medianDistance());
        int allowed = Math.max(1, track.length() / ONE_IN);
        for (int removed = 0; removed < allowed; removed++) {
            int worst = track.worst();
            if (track.distanceOf(worst) <= limit) {
                return;
            }
            track.forget(track.culprit(worst));
        }
    }

    /** The known samples of one stretch, and how far each lies from its neighbours' word. */
    private static final class Track {
        private final double[] time;
        private final double[] x;
        private final double[] y;
        private final int[] known;
        private final double[] distances;
        private int n;

        Track(double[] time, double[] x, double[] y, int[] known) {
            this.time = time;
            this.x = x;
            this.y = y;
            this.known = known;
            this.n = known.length;
            this.distances = new double[n];
            if (n >= FEWEST) {
                measure(0, n);
            }
        }

        int length() {
            return n;
        }

        double medianDistance() {
            return Statistics.median(distances);
        }

        double distanceOf(int k) {
            return distances[k];
        }

        int worst() {
            int worst = 0;
            for (int k = 1; k < n; k++) {
                worst = distances[k] > distances[worst] ? k : worst;
            }
            return worst;
        }

        /** Of the worst sample and the two beside it, the one without which the rest agrees best. */
        int culprit(int worst) {
            int culprit = worst;
            double best = Double.POSITIVE_INFINITY;
            for (int k = Math.max(0, worst - 1); k <= Math.min(n - 1, worst + 1); k++) {
                int suspect = known[k];
                takeOut(k);
                double disagreement = 0;
                for (int r = Math.max(0, k - REACH); r < Math.min(n, k + REACH); r++) {
                    disagreement += distance(r);
                }
                putBack(k, suspect);
                if (disagreement < best) {
                    best = disagreement;
                    culprit = k;
                }
            }
            return culprit;
        }

        void forget(int k) {
            x[known[k]] = Double.NaN;
            y[known[k]] = Double.NaN;
            takeOut(k);
            System.arraycopy(distances, k + 1, distances, k, n - k);
            measure(Math.max(0, k - 2), Math.min(n, k + 2));
        }

        private void takeOut(int k) {
            n--;
            System.arraycopy(known, k + 1, known, k, n - k);
        }

        private void putBack(int k, int sample) {
            System.arraycopy(known, k, known, k + 1, n - k);
            known[k] = sample;
            n++;
        }

        private void measure(int from, int to) {
            for (int k = from; k < to; k++) {
                distances[k] = distance(k);
            }
        }

        /** Of the k-th known sample from its neighbours' word. */
        private double distance(int k) {
            int at = known[k];
            if (k < 2) {
                return fromLine(at, known[k + 1], known[k + 2]) / UNSURE_AT_ENDS;
            }
            if (k >= n - 2) {
                return fromLine(at, known[k - 1], known[k - 2]) / UNSURE_AT_ENDS;
            }
            return fromCubic(at, known[k - 2], known[k - 1], known[k + 1], known[k + 2]);
        }

        private double fromLine(int at, int a, int b) {
            double share = (time[at] - time[a]) / (time[b] - time[a]);
            double dx = x[at] - x[a] - share * (x[b] - x[a]);
            double dy = y[at] - y[a] - share * (y[b] - y[a]);
            return Math.sqrt(dx * dx + dy * dy);
        }

        private double fromCubic(int at, int a, int b, int c, int d) {
            double ofA = weight(at, a, b, c, d);
            double ofB = weight(at, b, a, c, d);
            double ofC = weight(at, c, a, b, d);
            double ofD = weight(at, d, a, b, c);
            double dx = x[at] - ofA * x[a] - ofB * x[b] - ofC * x[c] - ofD * x[d];
            double dy = y[at] - ofA * y[a] - ofB * y[b] - ofC * y[c] - ofD * y[d];
            return Math.sqrt(dx * dx + dy * dy);
        }

        /** Lagrange's, of sample a among four. */
        private double weight(int at, int a, int b, int c, int d) {
            double t = time[at];
            double ta = time[a];
            return (t - time[b]) * (t - time[c]) * (t - time[d]) / ((ta - time[b]) * (ta - time[c]) * (ta - time[d]));
        }
    }
}
