package org.gaitsuite.recording;

import java.util.Arrays;

/** The times of frames. */
final class Times {
    static final double SLOWEST_HERTZ = 1;
    static final double FASTEST_HERTZ = 2000;

    private Times() {}

    /** @return seconds of so many frames, the first at 0 */
    static double[] at(double rateHertz, int frames) {
        double[] times = new double[frames];
        for (int f = 0; f < frames; f++) {
            times[f] = f / rateHertz;
        }
        return times;
    }

    /** @throws RecordingRefused if no walk is recorded so slowly, or so fast */
    static double checkedRate(double rateHertz) throws RecordingRefused {
        if (!(rateHertz >= SLOWEST_HERTZ && rateHertz <= FASTEST_HERTZ)) {
            throw RecordingRefused.malformed(
                    "The file gives a frame rate of %s Hz, expected %.0f to %.0f Hz. Give the true one with --frame-rate.",
                    rateHertz, SLOWEST_HERTZ, FASTEST_HERTZ);
        }
        return rateHertz;
    }

    /** @throws RecordingRefused if times are no numbers, do not rise, come at an impossible rate or with a gap beyond reason */
    static double[] checked(double[] timesSeconds) throws RecordingRefused {
        for (int f = 0; f < timesSeconds.length; f++) {
            if (!Double.isFinite(timesSeconds[f])) {
                throw RecordingRefused.malformed("The time of frame %d is no number.", f);
            }
            if (f > 0 && !(timesSeconds[f] > timesSeconds[f - 1])) {
                throw RecordingRefused.malformed(
                        "The time of frame %d, %s s, does not come after that of the frame before, %s s.",
                        f, timesSeconds[f], timesSeconds[f - 1]);
            }
        }
        if (timesSeconds.length > 1) {
            double rate = checkedRate(rateHertz(timesSeconds));
            double seconds = timesSeconds[timesSeconds.length - 1] - timesSeconds[0];
            Limits.requireFrames((long) (seconds * rate) + 1, timesSeconds.length);
        }
        return timesSeconds;
    }

    /** From the median interval, 0 where there is none. */
    static double rateHertz(double[] timesSeconds) {
        if (timesSeconds.length < 2) {
            return 0;
        }
        double[] steps = new double[timesSeconds.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = timesSeconds[i + 1] - timesSeconds[i];
        }
        Arrays.sort(steps);
        return 1 / steps[steps.length / 2];
    }
}
