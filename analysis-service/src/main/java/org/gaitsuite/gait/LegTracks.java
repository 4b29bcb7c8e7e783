package org.gaitsuite.gait;

import java.util.Arrays;

/**
 * Where ten landmarks of the legs are and how fast they move, as far as one history of exchanges tells: a Kalman filter for each, with even
 * motion disturbed by white acceleration (Bar-Shalom, Li &amp; Kirubarajan, Estimation with Applications to Tracking and Navigation, 2001, section
 * 6.2). Both coordinates of a landmark share their variances. A landmark that is not seen goes on as it went, and is known less by the frame.
 */
final class LegTracks {
    private static final int TRACKS = 2 * LegPairs.PAIRS;

    /** Density of the acceleration, squared leg lengths over cubic seconds: a swinging foot turns with some 15 leg lengths/s² for 0.05 s. */
    private static final double RESTLESS = 12;

    /** The same of each pair as a share of it. */
    private static final double[] SHARES = {0.1, 0.5, 1, 1, 1.2};

    /** How fast a landmark may move that was never seen before, leg lengths a second. */
    private static final double FASTEST = 5;

    /** A wild sample does not move its track, but puts its place in doubt by so many leg lengths, lest the track be lost. */
    private static final double DOUBT = 0.15;

    /**
     * A sample where none was expected costs so much more than one that may be anywhere within a leg's length, whether it is wild or the first of
     * its landmark: to begin anew under the other name must be no way out of a wild sample.
     */
    private static final double UNEXPECTED = 3;

    private final double noise;
    private final double widest;
    private final double most;
    private final double[] x = new double[TRACKS];
    private final double[] y = new double[TRACKS];
    private final double[] vx = new double[TRACKS];
    private final double[] vy = new double[TRACKS];
    private final double[] place = new double[TRACKS];
    private final double[] both = new double[TRACKS];
    private final double[] speed = new double[TRACKS];

    /** Of a sample about its expected place: its variance, half the inverse of it, and its logarithm. */
    private final double[] variance = new double[TRACKS];

    private final double[] precision = new double[TRACKS];
    private final double[] logarithm = new double[TRACKS];

    /** A variance within this share of the one before has the same logarithm: variances soon settle. */
    private static final double SAME = 1e-6;

    LegTracks(double noise, double legLength) {
        this.noise = noise * noise;
        this.widest = legLength * legLength;
        this.most = Math.log(widest) + 1 + UNEXPECTED;
        Arrays.fill(place, Double.POSITIVE_INFINITY);
        Arrays.fill(variance, Double.POSITIVE_INFINITY);
    }

    void become(LegTracks other) {
        System.arraycopy(other.x, 0, x, 0, TRACKS);
        System.arraycopy(other.y, 0, y, 0, TRACKS);
        System.arraycopy(other.vx, 0, vx, 0, TRACKS);
        System.arraycopy(other.vy, 0, vy, 0, TRACKS);
        System.arraycopy(other.place, 0, place, 0, TRACKS);
        System.arraycopy(other.both, 0, both, 0, TRACKS);
        System.arraycopy(other.speed, 0, speed, 0, TRACKS);
        System.arraycopy(other.variance, 0, variance, 0, TRACKS);
        System.arraycopy(other.precision, 0, precision, 0, TRACKS);
        System.arraycopy(other.logarithm, 0, logarithm, 0, TRACKS);
    }

    void goOn(double seconds) {
        for (int i = 0; i < TRACKS; i++) {
            double q = RESTLESS * SHARES[i / 2] * widest;
            x[i] += seconds * vx[i];
            y[i] += seconds * vy[i];
            place[i] += seconds * (2 * both[i] + seconds * (speed[i] + q * seconds / 3));
            both[i] += seconds * (speed[i] + q * seconds / 2);
            speed[i] += q * seconds;
            double now = place[i] + noise;
            if (!(Math.abs(now - variance[i]) <= SAME * now)) {
                variance[i] = now;
                precision[i] = 0.5 / now;
                logarithm[i] = Math.log(now);
            }
        }
    }

    /** How little a sample is expected here: minus the logarithm of its density. Nothing for one that was not seen. */
    double surprise(int track, double seenX, double seenY) {
        if (Double.isNaN(seenX)) {
            return 0;
        }
        if (variance[track] > widest) {
            return most;
        }
        double dx = seenX - x[track];
        double dy = seenY - y[track];
        return Math.min(most, (dx * dx + dy * dy) * precision[track] + logarithm[track]);
    }

    void learn(int track, double seenX, double seenY) {
        if (Double.isNaN(seenX)) {
            return;
        }
        if (variance[track] > widest) {
            begin(track, seenX, seenY);
            return;
        }
        double dx = seenX - x[track];
        double dy = seenY - y[track];
        if ((dx * dx + dy * dy) * precision[track] + logarithm[track] > most) {
            place[track] += DOUBT * DOUBT * widest;
            return;
        }
        double gain = place[track] / variance[track];
        double turn = both[track] / variance[track];
        x[track] += gain * dx;
        y[track] += gain * dy;
        vx[track] += turn * dx;
        vy[track] += turn * dy;
        speed[track] -= turn * both[track];
        both[track] *= 1 - gain;
        place[track] *= 1 - gain;
    }

    private void begin(int track, double seenX, double seenY) {
        x[track] = seenX;
        y[track] = seenY;
        vx[track] = 0;
        vy[track] = 0;
        place[track] = noise;
        both[track] = 0;
        speed[track] = FASTEST * FASTEST * widest;
    }
}
