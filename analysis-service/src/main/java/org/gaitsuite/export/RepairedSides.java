package org.gaitsuite.export;

import java.util.List;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.MeasuredWalk;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;

/**
 * Landmarks as they were seen, with the legs exchanged in the frames in which the measured walk has them the other way round: what an
 * estimator took for left and right there was undone before events and angles were read, and a drawing has to agree with those.
 */
final class RepairedSides {
    private static final List<String> LEG = List.of("HIP", "KNEE", "ANKLE", "HEEL", "TOE");

    private RepairedSides() {}

    /**
     * @param seen in the video's time
     * @param walk in the walker's time
     * @param timeFactor seconds of the walker for one second of the video
     */
    static SkeletonOverTime of(SkeletonOverTime seen, MeasuredWalk walk, double timeFactor) {
        double[] agreement = new double[seen.frames()];
        int along = 0;
        for (int frame = 0; frame < seen.frames(); frame++) {
            agreement[frame] = agreement(seen, frame, walk.landmarks(), seen.timeSeconds(frame) * timeFactor);
            along += (int) Math.signum(agreement[frame]);
        }
        // Forward is one way of the picture or the other; most frames tell which, for most are right.
        boolean mirrored = along < 0;
        return exchanged(seen, agreement, mirrored);
    }

    /** Positive where the legs lie the same way round in both, up to which way is forward; 0 where it cannot be told. */
    private static double agreement(SkeletonOverTime seen, int frame, SkeletonOverTime walk, double time) {
        int measured = frameAt(walk, time);
        if (measured < 0) {
            return 0;
        }
        double sum = 0;
        for (String part : LEG) {
            double product = apart(seen, frame, part) * apart(walk, measured, part);
            sum += Double.isFinite(product) ? product : 0;
        }
        return sum;
    }

    private static double apart(SkeletonOverTime skeleton, int frame, String part) {
        return skeleton.x(frame, Joint.of(Side.LEFT, part)) - skeleton.x(frame, Joint.of(Side.RIGHT, part));
    }

    private static int frameAt(SkeletonOverTime walk, double time) {
        int last = walk.frames() - 1;
        if (last < 1) {
            return -1;
        }
        double interval = (walk.timeSeconds(last) - walk.timeSeconds(0)) / last;
        long frame = Math.round((time - walk.timeSeconds(0)) / interval);
        return frame < 0 || frame > last ? -1 : (int) frame;
    }

    private static SkeletonOverTime exchanged(SkeletonOverTime seen, double[] agreement, boolean mirrored) {
        int joints = Joint.values().length;
        double[][] x = new double[seen.frames()][joints];
        double[][] y = new double[seen.frames()][joints];
        double[][] confidence = new double[seen.frames()][joints];
        for (int frame = 0; frame < seen.frames(); frame++) {
            boolean exchange = mirrored ? agreement[frame] > 0 : agreement[frame] < 0;
            for (Joint joint : Joint.values()) {
                Joint from = exchange && isOfLeg(joint) ? joint.mirrored() : joint;
                x[frame][joint.ordinal()] = seen.x(frame, from);
                y[frame][joint.ordinal()] = seen.y(frame, from);
                confidence[frame][joint.ordinal()] = seen.confidence(frame, from);
            }
        }
        return new SkeletonOverTime(seen.frame(), seen.timesSeconds(), x, y, confidence);
    }

    private static boolean isOfLeg(Joint joint) {
        return LEG.stream().anyMatch(part -> joint.name().endsWith("_" + part));
    }
}
