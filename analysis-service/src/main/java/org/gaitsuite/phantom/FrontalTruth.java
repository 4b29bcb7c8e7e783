package org.gaitsuite.phantom;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.gaitsuite.gait.Side;

/** How trunk and pelvis of a steady walk lean in the plane across it, in degrees, by the definitions of the result schema. */
final class FrontalTruth {
    private static final int SAMPLES = 400;

    private final Walk walk;
    private final GaitTiming timing;

    FrontalTruth(Walk walk) {
        this.walk = walk;
        this.timing = walk.timing();
    }

    /** Largest minus smallest lean of the trunk in a stride. */
    double trunkSway() {
        double start = walk.steadyHeelStrike(Side.LEFT);
        double end = start + timing.strideSeconds();
        return largest(start, end, t -> trunkLean(Side.LEFT, t)) + largest(start, end, t -> trunkLean(Side.RIGHT, t));
    }

    /** To the side of the foot that stands. */
    double mostTrunkLean(Side side) {
        double strike = walk.steadyHeelStrike(side);
        return largest(strike, strike + timing.stance(side) * timing.strideSeconds(), t -> trunkLean(side, t));
    }

    /** Of the other side's hip while this side alone carries. */
    double pelvicDrop(Side side) {
        double strike = walk.steadyHeelStrike(side);
        double off = strike + timing.doubleSupportBefore(side);
        double single = (1 - timing.stance(side.opposite())) * timing.strideSeconds();
        return largest(off, off + single, t -> obliquity(side, t));
    }

    private static double largest(double from, double to, DoubleUnaryOperator degrees) {
        return IntStream.rangeClosed(0, SAMPLES)
                .mapToDouble(i -> degrees.applyAsDouble(from + (to - from) * i / SAMPLES))
                .max()
                .orElseThrow();
    }

    private double trunkLean(Side side, double t) {
        BodyPose pose = walk.steadyAt(t);
        Vec3 up = pose.neck().minus(pose.pelvis());
        return Math.toDegrees(Math.atan2((side == Side.RIGHT ? 1 : -1) * up.z(), up.y()));
    }

    /** Positive when this side's hip is the higher one. */
    private double obliquity(Side side, double t) {
        BodyPose pose = walk.steadyAt(t);
        Vec3 across = pose.leg(side).hip().minus(pose.leg(side.opposite()).hip());
        return Math.toDegrees(Math.atan2(across.y(), Math.abs(across.z())));
    }
}
