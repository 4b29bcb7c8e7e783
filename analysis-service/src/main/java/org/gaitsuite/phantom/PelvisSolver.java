package org.gaitsuite.phantom;

import org.gaitsuite.gait.Side;

/**
 * Finds the way of the pelvis that best lets both stance legs follow their published curves over feet that do not slide: a least-squares fit of a short
 * Fourier series, refitted until hardly any moment asks more of a leg than its length.
 */
final class PelvisSolver {
    private static final int SAMPLES = 80;

    /** Enough to meet the moment after a heel strike, when the leg is at its straightest for a few milliseconds. */
    private static final int FINE_SAMPLES = 1500;

    private static final int REFITS = 10;

    /** A knee is never straighter than this, radians: the leg would lock and the knee jerk. */
    private static final double LEAST_KNEE_FLEXION = Math.toRadians(2.5);

    private final BodyProportions body;
    private final GaitTiming timing;
    private final Legs legs;
    private final Moment[] moments = new Moment[2 * SAMPLES];
    private final double reach;

    /** One leg at one moment of its stance, and where its curves would have the pelvis. */
    private record Moment(Side side, double time, double phase, double along, double up, Vec3 ankle) {}

    private PelvisSolver(BodyProportions body, GaitTiming timing, Legs legs) {
        this.body = body;
        this.timing = timing;
        this.legs = legs;
        double thigh = body.thigh();
        double shank = body.shank();
        this.reach = Math.sqrt(thigh * thigh + shank * shank + 2 * thigh * shank * Math.cos(LEAST_KNEE_FLEXION));
    }

    static PelvisPath solve(BodyProportions body, GaitTiming timing, Legs legs) {
        return new PelvisSolver(body, timing, legs).solved();
    }

    /** Lets a pelvis that starts from standing come down until it walks steadily, as far as the planted feet need it. */
    static PelvisPath drooping(
            BodyProportions body, GaitTiming timing, Legs legs, PelvisPath path, StandingStart standing) {
        PelvisSolver solver = new PelvisSolver(body, timing, legs);
        PelvisPath started = path.after(standing);
        double most = 0;
        for (Side side : Side.values()) {
            for (int i = 1; i < FINE_SAMPLES; i++) {
                double t = standing.begins() + StandingStart.DROOP_SHARE * standing.lasts() * i / FINE_SAMPLES;
                StanceFoot foot = legs.stance(side, timing.strideAt(side, t));
                if (t <= foot.end()) {
                    double over = solver.overreach(started.hip(side, t), foot.ankle(t));
                    most = Math.max(most, over / Math.max(0.05, standing.between(t)));
                }
            }
        }
        return started.drooping(most);
    }

    private PelvisPath solved() {
        double[] ups = new double[moments.length];
        double[] weights = new double[moments.length];
        sample(ups, weights);
        PelvisPath path = fitted(ups, weights);
        for (int round = 0; round < REFITS; round++) {
            for (int i = 0; i < moments.length; i++) {
                double over = overreach(path, moments[i]);
                if (over > 0) {
                    ups[i] -= over / 2;
                    weights[i] *= 1.2;
                }
            }
            path = fitted(ups, weights);
        }
        double most = 0;
        for (Moment moment : moments) {
            most = Math.max(most, overreach(path, moment));
        }
        return path.lowered(most);
    }

    private void sample(double[] ups, double[] weights) {
        PelvisPath still = PelvisPath.of(body, timing, Harmonics.constant(0), Harmonics.constant(0));
        int i = 0;
        for (Side side : Side.values()) {
            for (int k = 0; k < SAMPLES; k++) {
                double phase = timing.stance(side) * k / (SAMPLES - 1);
                double t = timing.heelStrike(side, 0) + phase * timing.strideSeconds();
                Vec3 ankle = legs.steady(side, 0).ankle(t);
                Vec3 middle = ankle.minus(legs.gait(side).hipToAnkle(phase)).minus(still.hipOffset(side, t));
                double along = middle.x() - timing.speed() * t;
                moments[i] = new Moment(side, t, timing.phase(Side.LEFT, t), along, middle.y(), ankle);
                ups[i] = middle.y();
                weights[i] = kneePerHeight(legs.gait(side).knee(phase));
                i++;
            }
        }
    }

    /** Weight of a height: the straighter the knee, the more a height wrong by a millimetre bends it. */
    private static double kneePerHeight(double knee) {
        double s = Math.sin(knee);
        return 1 / (s * s + 0.02);
    }

    private PelvisPath fitted(double[] ups, double[] weights) {
        double[] phases = new double[moments.length];
        double[] alongs = new double[moments.length];
        double[] evenly = new double[moments.length];
        for (int i = 0; i < moments.length; i++) {
            phases[i] = moments[i].phase();
            alongs[i] = moments[i].along();
            evenly[i] = 1;
        }
        return PelvisPath.of(
                body, timing, Harmonics.fitted(phases, alongs, evenly), Harmonics.fitted(phases, ups, weights));
    }

    /** How far the pelvis would have to come down so that this leg is not overstretched, metres; negative where there is room. */
    private double overreach(PelvisPath path, Moment moment) {
        return overreach(path.walkingHip(moment.side(), moment.time()), moment.ankle());
    }

    private double overreach(Vec3 hip, Vec3 ankle) {
        Vec3 d = hip.minus(ankle);
        return d.y() - Math.sqrt(Math.max(0, reach * reach - d.x() * d.x() - d.z() * d.z()));
    }
}
