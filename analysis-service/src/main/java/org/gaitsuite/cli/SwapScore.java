package org.gaitsuite.cli;

import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.SwapRepair;
import org.gaitsuite.phantom.TrackedWalk;

/**
 * What the repair of exchanged legs did, in frames. A frame is put right when knee, ankle, heel and toe of both legs lie where they lay before the
 * exchange; the hips lie on one another from the side and are not counted.
 *
 * @param exchanged frames in which something was exchanged
 * @param undone of these, put right
 * @param clean frames in which nothing was
 * @param touched of these, spoilt
 */
record SwapScore(long exchanged, long undone, long clean, long touched) {
    static final SwapScore NONE = new SwapScore(0, 0, 0, 0);

    static SwapScore of(TrackedWalk walk) {
        SkeletonOverTime repaired = SwapRepair.repair(walk.skeleton()).skeleton();
        long exchanged = 0;
        long undone = 0;
        long clean = 0;
        long touched = 0;
        for (int f = 0; f < repaired.frames(); f++) {
            boolean right = isRight(repaired, walk.unexchanged(), f);
            if (walk.exchanged()[f] && !isRight(walk.skeleton(), walk.unexchanged(), f)) {
                exchanged++;
                undone += right ? 1 : 0;
            } else {
                clean++;
                touched += right ? 0 : 1;
            }
        }
        return new SwapScore(exchanged, undone, clean, touched);
    }

    SwapScore plus(SwapScore other) {
        return new SwapScore(
                exchanged + other.exchanged, undone + other.undone, clean + other.clean, touched + other.touched);
    }

    double undonePercent() {
        return 100.0 * undone / exchanged;
    }

    double touchedPercent() {
        return 100.0 * touched / clean;
    }

    private static boolean isRight(SkeletonOverTime a, SkeletonOverTime b, int frame) {
        for (int j = Joint.LEFT_KNEE.ordinal(); j <= Joint.RIGHT_TOE.ordinal(); j++) {
            Joint joint = Joint.values()[j];
            if (Double.compare(a.x(frame, joint), b.x(frame, joint)) != 0) {
                return false;
            }
        }
        return true;
    }
}
