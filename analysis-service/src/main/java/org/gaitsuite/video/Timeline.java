package org.gaitsuite.video;

/**
 * Turns timestamps into seconds from the first frame, strictly increasing. A timestamp that is missing, or does not come after the one
 * before it (some cameras repeat one), is put half a nominal frame interval behind its predecessor, so that a true timestamp of the
 * next frame still fits.
 */
final class Timeline {
    private final double tickSeconds;
    private final double intervalSeconds;
    private long first;
    private double previous;
    private boolean started;

    /** @param intervalSeconds the nominal time between frames */
    Timeline(double tickSeconds, double intervalSeconds) {
        this.tickSeconds = tickSeconds;
        this.intervalSeconds = intervalSeconds;
    }

    /** @param known whether the frame has a timestamp at all */
    double secondsOf(long timestamp, boolean known) {
        if (!started) {
            started = true;
            first = known ? timestamp : 0;
            return 0;
        }
        double seconds = known ? (timestamp - first) * tickSeconds : previous + intervalSeconds;
        previous = seconds > previous ? seconds : previous + intervalSeconds / 2;
        return previous;
    }
}
