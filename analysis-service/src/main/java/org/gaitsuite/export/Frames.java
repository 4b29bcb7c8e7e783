package org.gaitsuite.export;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;

/** What motion files ask of a skeleton. */
final class Frames {
    private Frames() {}

    static boolean known(SkeletonOverTime skeleton, int frame, Joint joint) {
        return Double.isFinite(skeleton.x(frame, joint)) && Double.isFinite(skeleton.y(frame, joint));
    }

    /** The landmarks that are known in at least one frame. */
    static List<Joint> seen(SkeletonOverTime skeleton) {
        return Arrays.stream(Joint.values())
                .filter(joint -> IntStream.range(0, skeleton.frames()).anyMatch(frame -> known(skeleton, frame, joint)))
                .toList();
    }

    /** Which frame of the input the first one is, counted from 1. */
    static int firstNumber(SkeletonOverTime skeleton) {
        return skeleton.frames() == 0 ? 1 : 1 + (int) Math.round(skeleton.timeSeconds(0) * rateHertz(skeleton));
    }

    /** Frames a second on average; 0 for fewer than two frames. */
    static double rateHertz(SkeletonOverTime skeleton) {
        int last = skeleton.frames() - 1;
        return last < 1 ? 0 : last / (skeleton.timeSeconds(last) - skeleton.timeSeconds(0));
    }
}
