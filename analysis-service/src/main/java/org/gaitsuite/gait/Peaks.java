package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Maxima that stand out, between samples. Prominence is the drop to the higher of the two saddles beside a peak; where a side reaches
 * the end of the recording before it rises above the peak, that side does not count, so that a peak in a first, half-seen cycle is
 * found, provided the signal has begun to fall there.
 */
final class Peaks {
    /** A peak whose one side is cut off must have fallen on that side by this share of the prominence asked for. */
    private static final double LEAST_FALL_TO_EDGE = 0.1;

    private Peaks() {}

    /**
     * @param timeSeconds of the vertex of the parabola through the peak and its neighbours
     * @param prominence in the unit of the signal
     */
    record Peak(double timeSeconds, double value, double prominence) {}

    /** Peaks in order of time, at least so prominent and so far apart; of two that are too near the higher stays. */
    static List<Peak> of(Signal signal, double leastProminence, double leastSecondsApart) {
        List<Peak> found = new ArrayList<>();
        for (Run run : Run.ofFinite(signal.value())) {
            for (int i = run.from() + 1; i < run.to() - 1; i++) {
                if (signal.value()[i] > signal.value()[i - 1] && signal.value()[i] >= signal.value()[i + 1]) {
                    double prominence = prominence(signal.value(), run, i, leastProminence);
                    if (prominence >= leastProminence) {
                        found.add(vertex(signal, i, prominence));
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(Peak::value).reversed());
        List<Peak> kept = new ArrayList<>();
        TreeSet<Double> taken = new TreeSet<>();
        for (Peak peak : found) {
            Double before = taken.floor(peak.timeSeconds);
            Double after = taken.ceiling(peak.timeSeconds);
            boolean free = (before == null || peak.timeSeconds - before >= leastSecondsApart)
                    && (after == null || after - peak.timeSeconds >= leastSecondsApart);
            if (free) {
                kept.add(peak);
                taken.add(peak.timeSeconds);
            }
        }
        kept.sort(Comparator.comparingDouble(Peak::timeSeconds));
        return kept;
    }

    /** Time of the highest local maximum between two times; NaN where there is none. */
    static double highest(Signal signal, double fromSeconds, double toSeconds) {
        double[] v = signal.value();
        int best = -1;
        for (int i = Math.max(1, signal.firstFrom(fromSeconds));
                i < v.length - 1 && signal.time()[i] <= toSeconds;
                i++) {
            boolean peak = v[i] > v[i - 1] && v[i] >= v[i + 1];
            if (peak && (best < 0 || v[i] > v[best])) {
                best = i;
            }
        }
        return best < 0 ? Double.NaN : vertex(signal, best, 0).timeSeconds();
    }

    /** First time between two times at which a signal falls below a level, linear between samples; NaN where it does not. */
    static double firstFall(Signal signal, double level, double fromSeconds, double toSeconds) {
        double[] v = signal.value();
        double[] time = signal.time();
        for (int i = Math.max(0, signal.firstFrom(fromSeconds)); i + 1 < v.length && time[i] <= toSeconds; i++) {
            if (v[i] >= level && v[i + 1] < level) {
                return time[i] + (v[i] - level) / (v[i] - v[i + 1]) * (time[i + 1] - time[i]);
            }
        }
        return Double.NaN;
    }

    private static double prominence(double[] v, Run run, int peak, double asked) {
        double leftFall = fall(v, peak, run.from(), -1, asked);
        double rightFall = fall(v, peak, run.to() - 1, 1, asked);
        double least = Math.min(leftFall, rightFall);
        return least == Double.MAX_VALUE ? 0 : least;
    }

    /** How far the signal falls on one side before it rises above the peak; unbounded where the recording ends first. */
    private static double fall(double[] v, int peak, int end, int step, double asked) {
        double lowest = v[peak];
        for (int i = peak; i != end + step; i += step) {
            if (v[i] > v[peak]) {
                return v[peak] - lowest;
            }
            lowest = Math.min(lowest, v[i]);
        }
        double fallen = v[peak] - lowest;
        return fallen >= asked ? fallen : (fallen >= LEAST_FALL_TO_EDGE * asked ? Double.MAX_VALUE : fallen);
    }

    private static Peak vertex(Signal signal, int i, double prominence) {
        double before = signal.value()[i - 1];
        double at = signal.value()[i];
        double after = signal.value()[i + 1];
        double bend = before - 2 * at + after;
        double shift = bend == 0 ? 0 : 0.5 * (before - after) / bend;
        return new Peak(signal.time()[i] + shift * signal.interval(), at - 0.25 * (before - after) * shift, prominence);
    }
}
