package org.gaitsuite.gait;

import java.util.List;

/**
 * Positions along the ground that the feet stand on. On a treadmill the belt is that ground: its speed, taken from the feet that rest
 * on it, times the time is added to every position, and the walk is as if over firm ground.
 */
final class Ground {
    /** Part of the stride, from heel strike, in which the foot lies flat and at rest, its heel not yet rising. */
    private static final double FLAT_FROM = 0.10;

    private static final double FLAT_TO = 0.28;

    private final SagittalWalk walk;
    private final double strideSeconds;
    private final String limb;
    private final double beltSpeed;

    Ground(SagittalWalk walk, List<GaitEvent> events, double strideSeconds) {
        this.walk = walk;
        this.strideSeconds = strideSeconds;
        boolean heels = walk.heel(Side.LEFT) == Joint.LEFT_HEEL && walk.heel(Side.RIGHT) == Joint.RIGHT_HEEL;
        this.limb = heels ? "HEEL" : "ANKLE";
        this.beltSpeed = walk.bout().treadmill() ? beltSpeed(events) : 0;
    }

    private double beltSpeed(List<GaitEvent> events) {
        double[] speeds = events.stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE)
                .mapToDouble(event -> -Statistics.median(
                        flat(walk.x(Joint.of(event.side(), limb)).derivative(), event.timeSeconds())))
                .toArray();
        return Statistics.median(speeds);
    }

    private double[] flat(Signal signal, double strike) {
        return signal.between(strike + FLAT_FROM * strideSeconds, strike + FLAT_TO * strideSeconds);
    }

    /** Where a foot stands after it struck, along the ground; NaN when its rest was not seen. */
    double placement(Side side, double strike) {
        Signal along = onGround(walk.x(Joint.of(side, limb)));
        return Statistics.median(flat(along, strike));
    }

    /** Where the pelvis is, along the ground. */
    double pelvis(double seconds) {
        return onGround(walk.pelvisX()).at(seconds);
    }

    private Signal onGround(Signal x) {
        if (beltSpeed == 0) {
            return x;
        }
        return x.combine(new Signal(x.time(), x.time()), (position, time) -> position + beltSpeed * time);
    }
}
