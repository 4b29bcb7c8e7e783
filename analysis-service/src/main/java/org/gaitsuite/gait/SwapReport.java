package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;

/**
 * Which frames had landmarks of one leg under the name of the other, and were put right.
 *
 * @param frames number of frames in which anything was exchanged back
 * @param ranges where and what, in order of time
 */
public record SwapReport(int frames, List<Range> ranges) {
    /** What of a leg went under the other's name. */
    public enum Extent {
        /** Hip, knee, ankle, heel and toe. */
        LEG,
        BELOW_HIP,
        ANKLE_AND_FOOT,
        FOOT,
        HIP
    }

    /**
     * @param from first frame
     * @param to the frame after the last
     */
    public record Range(Extent extent, int from, int to) {}

    public SwapReport {
        ranges = List.copyOf(ranges);
    }

    static final SwapReport NONE = new SwapReport(0, List.of());

    /** @param states of every frame, 0 for as labelled, else 1 more than the ordinal of the extent */
    static SwapReport of(byte[] states) {
        List<Range> ranges = new ArrayList<>();
        int frames = 0;
        for (int from = 0; from < states.length; ) {
            int to = from + 1;
            while (to < states.length && states[to] == states[from]) {
                to++;
            }
            if (states[from] != 0) {
                ranges.add(new Range(Extent.values()[states[from] - 1], from, to));
                frames += to - from;
            }
            from = to;
        }
        return new SwapReport(frames, ranges);
    }
}
