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
}
