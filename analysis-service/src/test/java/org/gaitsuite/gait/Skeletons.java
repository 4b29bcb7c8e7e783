package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What can happen to a skeleton on its way from a camera, for tests. */
final class Skeletons {
    private static final Set<Joint> LEGS = EnumSet.range(Joint.LEFT_HIP, Joint.RIGHT_TOE);

    private Skeletons() {}

    interface Place {
        /** Position and confidence of a landmark of the new skeleton: x, y, confidence. */
        double[] at(int frame, Joint joint);
    }

    static SkeletonOverTime make(CoordinateFrame frame, double[] time, Place place) {
        int joints = Joint.values().length;
        double[][] x = new double[time.length][joints];
        double[][] y = new double[time.length][joints];
        double[][] confidence = new double[time.length][joints];
        for (int f = 0; f < time.length; f++) {
            for (Joint joint : Joint.values()) {
                double[] at = place.at(f, joint);
                x[f][joint.ordinal()] = at[0];
                y[f][joint.ordinal()] = at[1];
                confidence[f][joint.ordinal()] = at[2];
            }
        }
        return new SkeletonOverTime(frame, time, x, y, confidence);
    }

    private static double[] same(SkeletonOverTime s, int f, Joint joint) {
        return new double[] {s.x(f, joint), s.y(f, joint), s.confidence(f, joint)};
    }

    /** The same film in a mirror: what was left is right, on the body and in the picture. */
    static SkeletonOverTime mirrored(SkeletonOverTime s, double width) {
        return make(s.frame(), s.timesSeconds(), (f, joint) -> {
            double[] at = same(s, f, joint.mirrored());
            return new double[] {width - at[0], at[1], at[2]};
        });
    }

    static SkeletonOverTime scaled(SkeletonOverTime s, double by) {
        return make(s.frame(), s.timesSeconds(), (f, joint) -> {
            double[] at = same(s, f, joint);
            return new double[] {by * at[0], by * at[1], at[2]};
        });
    }

    static SkeletonOverTime retimed(SkeletonOverTime s, DoubleUnaryOperator time) {
        double[] times = s.timesSeconds();
        for (int i = 0; i < times.length; i++) {
            times[i] = time.applyAsDouble(times[i]);
        }
        return make(s.frame(), times, (f, joint) -> same(s, f, joint));
    }

    /** Left and right leg exchanged in some frames. */
    static SkeletonOverTime withLegsExchanged(SkeletonOverTime s, IntPredicate frames) {
        return make(s.frame(), s.timesSeconds(), (f, joint) -> {
            boolean leg = LEGS.contains(joint);
            return same(s, f, leg && frames.test(f) ? joint.mirrored() : joint);
        });
    }

    interface Seen {
        boolean in(int frame, Joint joint);
    }

    /** Landmarks that were not seen are unknown. */
    static SkeletonOverTime seenOnly(SkeletonOverTime s, Seen seen) {
        return make(
                s.frame(),
                s.timesSeconds(),
                (f, joint) -> seen.in(f, joint) ? same(s, f, joint) : new double[] {Double.NaN, Double.NaN, 0});
    }

    /** Only some of the frames, as from a camera that drops the others. */
    static SkeletonOverTime framesOnly(SkeletonOverTime s, IntPredicate frames) {
        int[] kept = IntStream.range(0, s.frames()).filter(frames).toArray();
        double[] times = Arrays.stream(kept).mapToDouble(s::timeSeconds).toArray();
        return make(s.frame(), times, (f, joint) -> same(s, kept[f], joint));
    }
}
