package org.gaitsuite.phantom;

import java.util.function.DoubleFunction;

/**
 * A foot in the air: hip and knee follow the published curves, bent so that the foot leaves the old footprint with the speed that it had there and meets the
 * new one. It lands with the small forward and downward speed of a real heel, so contact is a distinct moment.
 */
final class SwingFoot {
    private static final double STEP = 1e-4;
    private static final int KNEE = 1;

    /** A leg about to land bends or straightens its knee no faster than this, rad/s; near full extension the wanted speed would ask for more. */
    private static final double LANDING_KNEE_RATE = 1.5;

    /** Toes that go down before the heel has landed, rad/s: so the foot is pitched most some hundredths of a second before contact, as people's are. */
    private static final double LANDING_PITCH_RATE = -1.5;

    private static final double CLEARANCE = 0.012;

    /** What the curves know of the swing, by walk time. */
    interface Curves {
        LegShape leg(double t);

        /** Radians. */
        double footPitch(double t);
    }

    private final BodyProportions body;
    private final FootShape shape;
    private final double start;
    private final double seconds;
    private final DoubleFunction<Vec3> hip;
    private final Curves curves;
    private final Bend lean;
    private final Bend knee;
    private final Bend lateral;
    private final Bend pitch;
    private final double lift;

    /** @param landingVelocity of the ankle as the heel meets the ground, m/s */
    SwingFoot(
            BodyProportions body,
            StanceFoot from,
            StanceFoot to,
            Vec3 landingVelocity,
            DoubleFunction<Vec3> hip,
            Curves curves) {
        this.body = body;
        this.shape = from.shape();
        this.start = from.end();
        this.seconds = to.start() - from.end();
        this.hip = hip;
        this.curves = curves;
        double end = to.start();
        double[] leaving = legAt(from.ankle(start), start);
        double[] before = legAt(from.ankle(start - STEP), start - STEP);
        double[] landing = legAt(to.ankle(end), end);
        Vec3 coming = to.ankle(end).minus(landingVelocity.times(STEP));
        double[] justBefore = legAt(coming, end - STEP);
        Bend[] bends = new Bend[leaving.length];
        for (int i = 0; i < bends.length; i++) {
            int which = i;
            bends[i] = Bend.of(
                    t -> curves.leg(t).values()[which],
                    start,
                    end,
                    leaving[i],
                    (leaving[i] - before[i]) / STEP,
                    landing[i],
                    which == KNEE
                            ? Math.clamp((landing[i] - justBefore[i]) / STEP, -LANDING_KNEE_RATE, LANDING_KNEE_RATE)
                            : (landing[i] - justBefore[i]) / STEP);
        }
        this.lean = bends[0];
        this.knee = bends[KNEE];
        this.lateral = bends[2];
        double turning = (from.pitch(start) - from.pitch(start - STEP)) / STEP;
        this.pitch =
                Bend.of(curves::footPitch, start, end, from.pitch(start), turning, to.pitch(end), LANDING_PITCH_RATE);
        this.lift = neededLift();
    }

    Vec3 ankle(double t) {
        return unlifted(t).plus(0, lift * bump(share(t)), 0);
    }

    double pitch(double t) {
        return curves.footPitch(t) + pitch.at(share(t));
    }

    /** How far the foot had to be lifted above the curves so that it clears the ground, metres at mid-swing. */
    double lift() {
        return lift;
    }

    /** 0 at both ends with no slope, 1 in the middle. */
    static double bump(double share) {
        double s = share * (1 - share);
        return 16 * s * s;
    }

    private double[] legAt(Vec3 ankle, double t) {
        return LegShape.between(body, hip.apply(t), ankle).values();
    }

    private double share(double t) {
        return Math.clamp((t - start) / seconds, 0, 1);
    }

    private Vec3 unlifted(double t) {
        double s = share(t);
        LegShape raw = curves.leg(t);
        return new LegShape(raw.lean() + lean.at(s), raw.knee() + knee.at(s), raw.lateral() + lateral.at(s))
                .ankle(body, hip.apply(t));
    }

    private double neededLift() {
        double most = 0;
        for (int i = 8; i <= 94; i += 2) {
            double s = i / 100.0;
            double t = start + s * seconds;
            double clearance = unlifted(t).y() + shape.lowest(pitch(t));
            most = Math.max(most, CLEARANCE - clearance / bump(s));
        }
        return most;
    }
}
