package org.gaitsuite.recording;

import java.util.Arrays;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;

/** A skeleton over time while it is filled in: what is not put is not seen. */
final class Rows {
    private final double[][] x;
    private final double[][] y;
    private final double[][] confidence;

    Rows(int frames) {
        int joints = Joint.values().length;
        x = new double[frames][joints];
        y = new double[frames][joints];
        confidence = new double[frames][joints];
        for (int f = 0; f < frames; f++) {
            Arrays.fill(x[f], Double.NaN);
            Arrays.fill(y[f], Double.NaN);
        }
    }

    /** A position that is not finite, or trusted not at all, is not seen. */
    void put(int frame, Joint joint, double atX, double atY, double trust) {
        if (trust > 0 && Double.isFinite(atX) && Double.isFinite(atY)) {
            x[frame][joint.ordinal()] = atX;
            y[frame][joint.ordinal()] = atY;
            confidence[frame][joint.ordinal()] = trust;
        }
    }

    SkeletonOverTime skeleton(CoordinateFrame frame, double[] timesSeconds) {
        return new SkeletonOverTime(frame, timesSeconds, x, y, confidence);
    }
}
