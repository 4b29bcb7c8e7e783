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
    private final double legLength;
    private final double most;
    private final double[] x = new double[TRACKS];
    private final double[] y = new double[TRACKS];
    private final double[] vx = new double[TRACKS];
    private final double[] vy = new double[TRACKS];
    private final double[] place = new double[TRACKS];
    private final double[] both = new double[TRACKS];
    private final double[] speed = new double[TRACKS];

    LegTracks(double noise, double legLength) {
        this.noise = noise * noise;
        this.legLength = legLength;
        this.most = Math.log(legLength * legLength) + 1 + UNEXPECTED;
        Arrays.fill(place, Double.POSITIVE_INFINITY);
    }

    void become(LegTracks other) {
        System.arraycopy(other.x, 0, x, 0, TRACKS);
        System.arraycopy(other.y, 0, y, 0, TRACKS);
        System.arraycopy(other.vx, 0, vx, 0, TRACKS);
        System.arraycopy(other.vy, 0, vy, 0, TRACKS);
        System.arraycopy(other.place, 0, place, 0, TRACKS);
        System.arraycopy(other.both, 0, both, 0, TRACKS);
        System.arraycopy(other.speed, 0, speed, 0, TRACKS);
    }

    void goOn(double seconds) {
        for (int i = 0; i < TRACKS; i++) {
            double q = RESTLESS * SHARES[i / 2] * legLength * legLength;
            x[i] += seconds * vx[i];
            y[i] += seconds * vy[i];
            place[i] += seconds * (2 * both[i] + seconds * (speed[i] + q * seconds / 3));
            both[i] += seconds * (speed[i] + q * seconds / 2);
            speed[i] += q * seconds;
        }
    }

    /** How little a sample is expected here: minus the logarithm of its density. Nothing for one that was not seen. */
    double surprise(int track, double seenX, double seenY) {
        if (Double.isNaN(seenX)) {
            return 0;
        }
        double variance = place[track] + noise;
        if (variance > legLength * legLength) {
            return most;
        }
        double dx = seenX - x[track];
        double dy = seenY - y[track];
        return Math.min(most, (dx * dx + dy * dy) / (2 * variance) + Math.log(variance));
    }

    void learn(int track, double seenX, double seenY) {
        if (Double.isNaN(seenX)) {
            return;
        }
        double variance = place[track] + noise;
        if (variance > legLength * legLength) {
            begin(track, seenX, seenY);
            return;
        }
        double dx = seenX - x[track];
        double dy = seenY - y[track];
        if ((dx * dx + dy * dy) / (2 * variance) + Math.log(variance) > most) {
            place[track] += DOUBT * DOUBT * legLength * legLength;
            return;
        }
        double gain = place[track] / variance;
        double turn = both[track] / variance;
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
        speed[track] = FASTEST * FASTEST * legLength * legLength;
    }
}
