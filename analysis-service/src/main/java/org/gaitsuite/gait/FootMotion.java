package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How one foot moves, as far as its contacts can be read from it. Velocities are those over the ground that the feet stand on: on a
 * treadmill the belt's motion is taken off.
 *
 * @param heelAhead heel in front of the pelvis, in the unit of the walk
 * @param toeAhead toe in front of the pelvis, likewise
 * @param heelSpeed forward speed of the heel as a share of the walking speed
 * @param pitch of the foot, degrees, positive with the toe above the heel; unknown where heel or toe were not seen
 * @param pitchRate degrees per second
 * @param midfootRise vertical speed of the middle between heel and toe, in the unit of the walk per second
 * @param toeRise vertical speed of the toe, likewise
 * @param shankRate of the shank over the foot, degrees per second, positive while it swings forward
 */
record FootMotion(
        Signal heelAhead,
        Signal toeAhead,
        Signal heelSpeed,
        Signal pitch,
        Signal pitchRate,
        Signal midfootRise,
        Signal toeRise,
        Signal shankRate) {
    /** Feet rest for more than half of the time, so that this quantile of their forward speed is that of the ground. */
    private static final double OF_RESTING_FEET = 0.2;

    static FootMotion of(SagittalWalk walk, Side side) {
        Run run = walk.bout().run();
        Signal heelX = walk.x(walk.heel(side)).within(run);
        Signal heelY = walk.y(walk.heel(side)).within(run);
        Signal toeX = walk.x(walk.toe(side)).within(run);
        Signal toeY = walk.y(walk.toe(side)).within(run);
        Signal pelvis = walk.pelvisX().within(run);
        Signal heelVelocity = heelX.derivative();
        double ground = walk.bout().treadmill() ? Statistics.quantile(heelVelocity.value(), OF_RESTING_FEET) : 0;
        double walkingSpeed = Statistics.mean(pelvis.derivative().value()) - ground;
        Signal pitch = walk.heel(side) == walk.toe(side) ? unknown(heelX) : pitch(heelX, heelY, toeX, toeY);
        return new FootMotion(
                heelX.minus(pelvis),
                toeX.minus(pelvis),
                heelVelocity.map(speed -> (speed - ground) / walkingSpeed),
                pitch,
                pitch.derivative(),
                heelY.combine(toeY, (heel, toe) -> (heel + toe) / 2).derivative(),
                toeY.derivative(),
                shank(walk, side, run).derivative());
    }

    /** A time at which a foot does something. */
    record Moment(FootMotion foot, double seconds) {}

    /**
     * What feet do about some moments, on average; unknown where none was seen from end to end.
     *
     * @param reach seconds before and after the moment, which is time 0
     * @param step seconds between samples
     */
    static FootMotion average(List<Moment> moments, double reach, double step) {
        int each = (int) Math.ceil(reach / step);
        double[] time = new double[2 * each + 1];
        for (int i = 0; i < time.length; i++) {
            time[i] = (i - each) * step;
        }
        return new FootMotion(
                average(moments, FootMotion::heelAhead, time),
                average(moments, FootMotion::toeAhead, time),
                average(moments, FootMotion::heelSpeed, time),
                average(moments, FootMotion::pitch, time),
                average(moments, FootMotion::pitchRate, time),
                average(moments, FootMotion::midfootRise, time),
                average(moments, FootMotion::toeRise, time),
                average(moments, FootMotion::shankRate, time));
    }

    private static Signal average(List<Moment> moments, Function<FootMotion, Signal> which, double[] time) {
        double[] sum = new double[time.length];
        int seen = 0;
        for (Moment moment : moments) {
            Signal signal = which.apply(moment.foot);
            double[] about =
                    Arrays.stream(time).map(t -> signal.at(moment.seconds + t)).toArray();
            if (Arrays.stream(about).allMatch(Double::isFinite)) {
                seen++;
                Arrays.setAll(sum, i -> sum[i] + about[i]);
            }
        }
        int n = seen;
        return new Signal(time, sum).map(v -> n == 0 ? Double.NaN : v / n);
    }

    /** In walking a foot never turns over, so the angle needs no unwrapping. */
    private static Signal pitch(Signal heelX, Signal heelY, Signal toeX, Signal toeY) {
        return toeY.minus(heelY).combine(toeX.minus(heelX), (rise, along) -> Math.toDegrees(Math.atan2(rise, along)));
    }

    /** Against the vertical, degrees, positive with the ankle in front of the knee. */
    private static Signal shank(SagittalWalk walk, Side side, Run run) {
        Joint knee = Joint.of(side, "KNEE");
        Joint ankle = Joint.of(side, "ANKLE");
        Signal ahead = walk.x(ankle).minus(walk.x(knee)).within(run);
        Signal below = walk.y(knee).minus(walk.y(ankle)).within(run);
        return ahead.combine(below, (along, down) -> Math.toDegrees(Math.atan2(along, down)));
    }

    private static Signal unknown(Signal like) {
        double[] nan = new double[like.length()];
        Arrays.fill(nan, Double.NaN);
        return new Signal(like.time(), nan);
    }
}
