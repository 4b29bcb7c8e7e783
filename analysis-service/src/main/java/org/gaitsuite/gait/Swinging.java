package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * How the feet pass one another: the turning points of the distance of the left ankle in front of the right one. It tells steps from
 * standing, and the stride time, before any event is known.
 */
final class Swinging {
    /** A turn smaller than this share of the leg's length is fidgeting, not stepping. */
    private static final double LEAST_SHARE_OF_LEG = 0.14;

    /** A turn smaller than this share of the usual range is no step. */
    private static final double LEAST_SHARE_OF_RANGE = 0.35;

    private final List<Turn> turns;

    private record Turn(double timeSeconds, double value, int frame) {}

    private Swinging(List<Turn> turns) {
        this.turns = turns;
    }

    /** @param separation left ankle minus right ankle along the walk, in the unit of {@code legLength} */
    static Swinging of(Signal separation, double legLength) {
        double range = Statistics.quantile(separation.value(), 0.95) - Statistics.quantile(separation.value(), 0.05);
        double least = Math.max(LEAST_SHARE_OF_LEG * legLength, LEAST_SHARE_OF_RANGE * range);
        List<Turn> turns = new ArrayList<>();
        int high = -1;
        int low = -1;
        int heading = 0;
        double[] v = separation.value();
        for (int i = 0; i < v.length; i++) {
            if (!Double.isFinite(v[i])) {
                continue;
            }
            high = high < 0 || v[i] > v[high] ? i : high;
            low = low < 0 || v[i] < v[low] ? i : low;
            if (heading >= 0 && v[i] < v[high] - least) {
                add(turns, separation, high, heading);
                heading = -1;
                low = i;
            } else if (heading <= 0 && v[i] > v[low] + least) {
                add(turns, separation, low, heading);
                heading = 1;
                high = i;
            }
        }
        return new Swinging(turns);
    }

    /** The first turn is only the place where the recording starts, unless the feet had been moving the other way before. */
    private static void add(List<Turn> turns, Signal separation, int frame, int heading) {
        boolean moved = heading != 0 || frame > 1;
        if (moved) {
            turns.add(new Turn(separation.time()[frame], separation.value()[frame], frame));
        }
    }

    /** Number of turning points: about one for every step. */
    int steps() {
        return turns.size();
    }

    /** Stride time, seconds, from turning points of one kind; NaN where there are fewer than two turning points. */
    double strideSeconds() {
        if (turns.size() < 2) {
            return Double.NaN;
        }
        int lag = turns.size() >= 3 ? 2 : 1;
        double[] times = new double[turns.size() - lag];
        for (int i = 0; i < times.length; i++) {
            times[i] = (turns.get(i + lag).timeSeconds - turns.get(i).timeSeconds) * 2 / lag;
        }
        return Statistics.median(times);
    }

    /** The way the pelvis would have gone over firm ground in a run of frames: each step takes it on by the distance of the feet. */
    double expectedWay(Run run) {
        double way = 0;
        for (int i = 1; i < turns.size(); i++) {
            int frame = turns.get(i).frame;
            if (frame >= run.from() && frame < run.to()) {
                way += Math.abs(turns.get(i).value - turns.get(i - 1).value) / 2;
            }
        }
        return way;
    }
}
