package org.gaitsuite.phantom;

import org.gaitsuite.gait.Side;

/**
 * When and where the feet land. Walk time 0 is a left heel strike; index n counts strides. Lengths lie along the walk.
 *
 * @param strideSeconds heel strike to the next of the same foot
 * @param rightStepSeconds left heel strike to the next right one
 * @param leftStance share of the stride that the left foot is on the ground, 0..1
 * @param strideMetres heel to the next heel of the same foot
 * @param rightStepMetres left footprint to the next right one
 * @param unloading share of the stride for which a foot that leaves is already under way while it still carries a last little
 * @param landingShare forward speed of the ankle at heel strike as a share of the walking speed
 */
record GaitTiming(
        double strideSeconds,
        double rightStepSeconds,
        double leftStance,
        double rightStance,
        double strideMetres,
        double rightStepMetres,
        double unloading,
        double landingShare) {
    /**
     * At toe off the tip of a real toe has long begun to move: in Winter's stride (2009, table A.1; toe off in frame 70 of 69.9 Hz) it goes at 0.95 of the
     * walking speed, and the toe markers of ten people pass the walking speed 6 ms after a force plate says that the foot is off. A rigid
     * toe that starts from rest needs this share of the stride until it looks as those people's do, the toe furthest behind the pelvis 8 ms after toe off.
     */
    private static final double USUAL_UNLOADING = 0.036;

    /** People differ in how they leave the ground and meet it, so that what can be seen of a contact lies 6 to 7 ms earlier or later (standard deviation) in ten of them. */
    private static final double UNLOADING_VARIES = 0.011;

    private static final double LEAST_UNLOADING = 0.005;
    private static final double MOST_UNLOADING = 0.065;

    /** Forward speed of the ankle at heel strike as a share of the walking speed; Winter's (2009) heel has 0.4 m/s at 1.4 m/s. */
    private static final double USUAL_LANDING = 0.42;

    private static final double LANDING_VARIES = 0.25;

    /** Downward, likewise. */
    private static final double DESCENT = 0.19;

    /** @throws IllegalArgumentException if the walk would leave the ground or never lift a foot */
    static GaitTiming of(PhantomSettings settings) {
        double stride = 120 / settings.cadence();
        Asymmetry asymmetry = settings.asymmetry();
        double rightStep = stride / (1 + asymmetry.stepTimeRatio());
        double strideMetres = settings.speed() * stride;
        double rightMetres = strideMetres / (1 + asymmetry.stepLengthRatio());
        double stance = settings.stanceShare();
        Dice manner = new Dice(settings.seed(), 7);
        double unloading =
                Math.clamp(USUAL_UNLOADING + UNLOADING_VARIES * manner.normal(), LEAST_UNLOADING, MOST_UNLOADING);
        double landing = Math.clamp(USUAL_LANDING + LANDING_VARIES * manner.normal(), 0.05, 0.95);
        GaitTiming timing =
                new GaitTiming(stride, rightStep, stance, stance, strideMetres, rightMetres, unloading, landing);
        double least = Math.min(timing.doubleSupportBefore(Side.LEFT), timing.doubleSupportBefore(Side.RIGHT));
        if (least < 0.02 * stride) {
            throw new IllegalArgumentException(
                    ("a stance share of %.3f with a step time ratio of %.2f leaves %.0f ms with both feet on the ground, at least %.0f ms are"
                                    + " needed: raise the stance share or bring the ratio nearer to 1")
                            .formatted(stance, asymmetry.stepTimeRatio(), 1000 * least, 20 * stride));
        }
        double knee = Math.min(asymmetry.leftKnee(), asymmetry.rightKnee());
        return timing.unloadingWithin(Math.min(0.7 * least / stride, MOST_UNLOADING * knee * knee));
    }

    /** One foot stands firmly before the other is under way; and one below a stiff knee does not get under way early, or it would drag. */
    private GaitTiming unloadingWithin(double most) {
        return new GaitTiming(
                strideSeconds,
                rightStepSeconds,
                leftStance,
                rightStance,
                strideMetres,
                rightStepMetres,
                Math.min(unloading, most),
                landingShare);
    }

    double speed() {
        return strideMetres / strideSeconds;
    }

    /** Velocity of the ankle at heel strike, m/s. */
    Vec3 landing() {
        return new Vec3(landingShare * speed(), -DESCENT * speed(), 0);
    }

    double stance(Side side) {
        return side == Side.LEFT ? leftStance : rightStance;
    }

    /** Step to the landing of this side: from the other side's heel strike. */
    double stepSeconds(Side side) {
        return side == Side.RIGHT ? rightStepSeconds : strideSeconds - rightStepSeconds;
    }

    double stepMetres(Side side) {
        return side == Side.RIGHT ? rightStepMetres : strideMetres - rightStepMetres;
    }

    /** Both feet on the ground after this side's heel strike, until the other foot leaves. */
    double doubleSupportBefore(Side landing) {
        return stance(landing.opposite()) * strideSeconds - stepSeconds(landing);
    }

    double heelStrike(Side side, int n) {
        return n * strideSeconds + (side == Side.RIGHT ? rightStepSeconds : 0);
    }

    /** The toe off that ends the stance begun by heel strike n. */
    double toeOff(Side side, int n) {
        return heelStrike(side, n) + stance(side) * strideSeconds;
    }

    /** When the tip of the foot begins to move, before that toe off. */
    double release(Side side, int n) {
        return toeOff(side, n) - unloading * strideSeconds;
    }

    /** Where the pivot of the heel stands in stance n, metres along the walk. */
    double footprint(Side side, int n) {
        return n * strideMetres + (side == Side.RIGHT ? rightStepMetres : 0);
    }

    /** The stride of this side that time t lies in. */
    int strideAt(Side side, double t) {
        return (int) Math.floor((t - heelStrike(side, 0)) / strideSeconds);
    }

    /** 0 at heel strike, 1 at the next. */
    double phase(Side side, double t) {
        double p = (t - heelStrike(side, 0)) / strideSeconds;
        return p - Math.floor(p);
    }
}
