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
 */
record GaitTiming(
        double strideSeconds,
        double rightStepSeconds,
        double leftStance,
        double rightStance,
        double strideMetres,
        double rightStepMetres) {
    /** @throws IllegalArgumentException if the walk would leave the ground or never lift a foot */
    static GaitTiming of(PhantomSettings settings) {
        double stride = 120 / settings.cadence();
        Asymmetry asymmetry = settings.asymmetry();
        double rightStep = stride / (1 + asymmetry.stepTimeRatio());
        double strideMetres = settings.speed() * stride;
        double rightMetres = strideMetres / (1 + asymmetry.stepLengthRatio());
        double stance = settings.stanceShare();
        GaitTiming timing = new GaitTiming(stride, rightStep, stance, stance, strideMetres, rightMetres);
        double least = Math.min(timing.doubleSupportBefore(Side.LEFT), timing.doubleSupportBefore(Side.RIGHT));
        if (least < 0.02 * stride) {
            throw new IllegalArgumentException(
                    ("a stance share of %.3f with a step time ratio of %.2f leaves %.0f ms with both feet on the ground, at least %.0f ms are"
                                    + " needed: raise the stance share or bring the ratio nearer to 1")
                            .formatted(stance, asymmetry.stepTimeRatio(), 1000 * least, 20 * stride));
        }
        return timing;
    }

    double speed() {
        return strideMetres / strideSeconds;
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
