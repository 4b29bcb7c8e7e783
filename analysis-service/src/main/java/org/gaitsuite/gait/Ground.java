package org.gaitsuite.gait;

import java.util.List;

/**
 * Positions along the ground that the feet stand on. On a treadmill the belt is that ground: its speed, taken from the feet that rest
 * on it unless it is known, times the time is added to every position, and the walk is as if over firm ground.
 */
final class Ground {
    /** Part of the stride, from heel strike, in which the foot lies flat and at rest, its heel not yet rising. */
    private static final double FLAT_FROM = 0.10;

    private static final double FLAT_TO = 0.28;

    private final double strideSeconds;
    private final double beltSpeed;
    private final Signal leftHeel;
    private final Signal rightHeel;
    private final Signal pelvis;

    /** @param knownBeltSpeed in the unit of the walk per second; NaN where not known */
    Ground(SagittalWalk walk, List<GaitEvent> events, double strideSeconds, double knownBeltSpeed) {
        this.strideSeconds = strideSeconds;
        boolean heels = walk.heel(Side.LEFT) == Joint.LEFT_HEEL && walk.heel(Side.RIGHT) == Joint.RIGHT_HEEL;
        Signal left = walk.x(heels ? Joint.LEFT_HEEL : Joint.LEFT_ANKLE);
        Signal right = walk.x(heels ? Joint.RIGHT_HEEL : Joint.RIGHT_ANKLE);
        if (!walk.bout().treadmill()) {
            this.beltSpeed = 0;
        } else if (Double.isNaN(knownBeltSpeed)) {
            this.beltSpeed = beltSpeed(events, left.derivative(), right.derivative());
        } else {
            this.beltSpeed = knownBeltSpeed;
        }
        this.leftHeel = onGround(left);
        this.rightHeel = onGround(right);
        this.pelvis = onGround(walk.pelvisX());
    }

    private double beltSpeed(List<GaitEvent> events, Signal left, Signal right) {
        double[] speeds = events.stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE)
                .mapToDouble(event ->
                        -Statistics.median(flat(event.side() == Side.LEFT ? left : right, event.timeSeconds())))
                .toArray();
        return Statistics.median(speeds);
    }

    private double[] flat(Signal signal, double strike) {
        return signal.between(strike + FLAT_FROM * strideSeconds, strike + FLAT_TO * strideSeconds);
    }

    /** Where a foot stands after it struck, along the ground; NaN when its rest was not seen. */
    double placement(Side side, double strike) {
        return Statistics.median(flat(side == Side.LEFT ? leftHeel : rightHeel, strike));
    }

    /** Where the pelvis is, along the ground. */
    double pelvis(double seconds) {
        return pelvis.at(seconds);
    }

    private Signal onGround(Signal x) {
        if (beltSpeed == 0) {
            return x;
        }
        return x.combine(new Signal(x.time(), x.time()), (position, time) -> position + beltSpeed * time);
    }
}
