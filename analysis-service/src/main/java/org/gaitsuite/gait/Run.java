package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of consecutive frames.
 *
 * @param from first frame
 * @param to the frame after the last
 */
record Run(int from, int to) {
    int length() {
        return to - from;
    }

    /** The unbroken stretches of finite samples. */
    static List<Run> ofFinite(double[] signal) {
        List<Run> runs = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= signal.length; i++) {
            boolean finite = i < signal.length && Double.isFinite(signal[i]);
            if (finite && start < 0) {
                start = i;
            } else if (!finite && start >= 0) {
                runs.add(new Run(start, i));
                start = -1;
            }
        }
        return runs;
    }

    /**
     * Stretches in which a speed keeps its sign; unknown samples inside do not end one.
     *
     * @param least slower samples, in the unit of the speed, stand
     */
    static List<Run> inOneDirection(double[] speed, double least) {
        List<Run> runs = new ArrayList<>();
        int start = -1;
        int end = -1;
        int heading = 0;
        for (int i = 0; i < speed.length; i++) {
            if (!Double.isFinite(speed[i])) {
                continue;
            }
            int now = Math.abs(speed[i]) < least ? 0 : (int) Math.signum(speed[i]);
            if (now != heading) {
                if (heading != 0) {
                    runs.add(new Run(start, end + 1));
                }
                start = i;
                heading = now;
            }
            end = i;
        }
        if (heading != 0) {
            runs.add(new Run(start, end + 1));
        }
        return runs;
    }
}
