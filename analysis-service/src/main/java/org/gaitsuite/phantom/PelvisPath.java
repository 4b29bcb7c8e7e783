package org.gaitsuite.phantom;

import org.gaitsuite.gait.Side;

/**
 * The way of the pelvis. While walking it is the short Fourier series that best lets both stance legs follow their published curves over feet that
 * do not slide; list and rotation after Schwartz et al. 2008 (about 3 and 4 degrees), lateral sway after Winter 2009. Before a
 * walk that begins from standing it rests over the feet and blends into the series.
 */
final class PelvisPath {
    private static final double LIST = Math.toRadians(2.8);
    /** Share of the stride before toe off at which a stiff leg's hip starts to rise. */
    private static final double HIKE_AHEAD = 0.04;

    private static final double ROTATION = Math.toRadians(4.2);

    private final BodyProportions body;
    private final GaitTiming timing;
    private final Harmonics along;
    private final Harmonics up;
    private final double leftHike;
    private final double rightHike;
    private final double lowered;
    private final StandingStart standing;

    private PelvisPath(
            BodyProportions body,
            GaitTiming timing,
            Harmonics along,
            Harmonics up,
            double leftHike,
            double rightHike,
            double lowered,
            StandingStart standing) {
        this.body = body;
        this.timing = timing;
        this.along = along;
        this.up = up;
        this.leftHike = leftHike;
        this.rightHike = rightHike;
        this.lowered = lowered;
        this.standing = standing;
    }

    /** A walker whose hips merely swing and list about a pelvis that goes along at these heights. */
    static PelvisPath of(BodyProportions body, GaitTiming timing, Harmonics along, Harmonics up) {
        return new PelvisPath(body, timing, along, up, 0, 0, 0, StandingStart.NONE);
    }

    PelvisPath after(StandingStart start) {
        return new PelvisPath(body, timing, along, up, leftHike, rightHike, lowered, start);
    }

    /** Hip joints rise in swing by these heights in metres, by listing the pelvis about the stance hip. */
    PelvisPath hiked(double left, double right) {
        return new PelvisPath(body, timing, along, up, left, right, lowered, standing);
    }

    PelvisPath drooping(double metres) {
        return after(standing.drooping(metres));
    }

    PelvisPath lowered(double metres) {
        return new PelvisPath(body, timing, along, up, leftHike, rightHike, metres, standing);
    }

    /** Middle between the hip joints. */
    Vec3 centre(double t) {
        Vec3 walking = walkingCentre(t);
        double droop = standing.droop() * standing.between(t);
        if (standing.over(t)) {
            return walking.plus(0, -droop, 0);
        }
        double share = standing.walkingShare(t);
        double wander = walking.x() - timing.speed() * t - along.mean();
        return new Vec3(
                standing.pelvisX() + timing.speed() * standing.travelled(t) + share * wander,
                standing.pelvisY() + share * (walking.y() - standing.pelvisY()) - droop,
                share * walking.z());
    }

    /** Where a pelvis rests that gathers speed from then on for so long and falls in with this walk, metres. */
    double restBefore(double begins, double lasts) {
        return timing.speed() * (begins + lasts / 2) + along.mean();
    }

    Vec3 hip(Side side, double t) {
        return centre(t).plus(hipOffset(side, t));
    }

    /** The hip joint of the steady walk, as if nobody had ever stood still. */
    Vec3 walkingHip(Side side, double t) {
        return walkingCentre(t).plus(hipOffset(side, t));
    }

    private Vec3 walkingCentre(double t) {
        double phase = timing.phase(Side.LEFT, t);
        double sway = 0.012 * body.height() * Math.sin(2 * Math.PI * halved(t) + 0.2);
        double hike = (hike(Side.LEFT, t) + hike(Side.RIGHT, t)) / 2;
        return new Vec3(timing.speed() * t + along.at(phase), up.at(phase) - lowered + hike, -sway);
    }

    /** From the middle to this side's hip joint. */
    Vec3 hipOffset(Side side, double t) {
        return lateral(t).times(side == Side.RIGHT ? body.hipHalfSpacing() : -body.hipHalfSpacing());
    }

    /** Unit vector from the left hip joint to the right one. */
    Vec3 lateral(double t) {
        double share = standing.walkingShare(t);
        double rotation = share * rotation(t);
        double list = share * list(t);
        return new Vec3(Math.cos(list) * Math.sin(rotation), Math.sin(list), Math.cos(list) * Math.cos(rotation));
    }

    /** About the vertical, radians; positive brings the right hip forward. */
    double rotation(double t) {
        double drive = Math.clamp(timing.strideMetres() / (1.5 * body.leg()), 0.3, 1.4);
        return -ROTATION * drive * Math.cos(2 * Math.PI * halved(t));
    }

    /** About the line of progression, radians; positive raises the right hip. */
    private double list(double t) {
        double hike = Math.asin((hike(Side.RIGHT, t) - hike(Side.LEFT, t)) / (2 * body.hipHalfSpacing()));
        return -LIST * Math.sin(2 * Math.PI * halved(t) + 0.5) + hike;
    }

    /** Starts before the foot leaves, so that a leg that will not bend enough is already lifted at toe off. */
    private double hike(Side side, double t) {
        double height = side == Side.LEFT ? leftHike : rightHike;
        double start = timing.stance(side) - HIKE_AHEAD;
        double s = (timing.phase(side, t) - start) / (1 - start);
        double r = 1 - s;
        return height == 0 || s < 0 ? 0 : height * s * s * r * r * r / 0.03456;
    }

    /** Phase from left heel strike in which the right one falls on one half, however uneven the steps. */
    double halved(double t) {
        double phase = timing.phase(Side.LEFT, t);
        double right = timing.rightStepSeconds() / timing.strideSeconds();
        double s = Math.sin(Math.PI * phase);
        double atRight = Math.sin(Math.PI * right);
        return phase + (0.5 - right) * s * s / (atRight * atRight);
    }
}
