package org.gaitsuite.phantom;

import org.gaitsuite.gait.Side;

/** The published curves as one leg of this walker follows them: warped to its stance share, scaled to its step length and knee. */
final class SideGait {
    private final NormativeGait norm;
    private final BodyProportions body;
    private final double stance;
    private final double warp;
    private final double kneeScale;
    private final double thighScale;

    /**
     * @param until phase at which the other heel strikes
     * @param sweep how far the ankle goes back under the hip until then, metres
     */
    SideGait(
            NormativeGait norm,
            BodyProportions body,
            GaitTiming timing,
            Side side,
            double kneeScale,
            double until,
            double sweep) {
        this.norm = norm;
        this.body = body;
        this.stance = timing.stance(side);
        this.warp = (norm.toeOff() - stance) / Math.pow(Math.sin(Math.PI * stance), 2);
        this.kneeScale = kneeScale;
        this.thighScale = scaleForSweep(until, sweep);
    }

    /** Published phase for a phase of this walker: heel strikes and toe off meet, smoothly between. */
    double normPhase(double phase) {
        double s = Math.sin(Math.PI * phase);
        return phase + warp * s * s;
    }

    /** Ankle relative to the hip joint as the curves have it, in the plane of the walk. */
    Vec3 hipToAnkle(double phase) {
        return hipToAnkle(phase, thighScale);
    }

    /** Pitch of the foot in radians as the curves have it. */
    double footPitch(double phase) {
        double pitch = Math.toRadians(norm.footPitch(normPhase(phase)));
        return pitch < 0 ? pitch * Legs.pushOff(kneeScale) : pitch;
    }

    /** Knee flexion in radians as the curves have it. */
    double knee(double phase) {
        return Math.toRadians(norm.kneeFlexion(normPhase(phase)) * (1 + (kneeScale - 1) * swingShare(phase)));
    }

    private Vec3 hipToAnkle(double phase, double scale) {
        double thigh = Math.toRadians(norm.meanThigh() + scale * (norm.thigh(normPhase(phase)) - norm.meanThigh()));
        double shank = thigh - knee(phase);
        return new Vec3(
                body.thigh() * Math.sin(thigh) + body.shank() * Math.sin(shank),
                -body.thigh() * Math.cos(thigh) - body.shank() * Math.cos(shank),
                0);
    }

    /** 1 in mid-swing, 0 in stance, smooth between. */
    private double swingShare(double phase) {
        double s = Math.clamp((phase - stance + 0.1) / 0.1, 0, 1) * Math.clamp((1 - phase) / 0.1, 0, 1);
        return s * s * (3 - 2 * s);
    }

    private double scaleForSweep(double until, double metres) {
        double low = 0.1;
        double high = 2.2;
        for (int i = 0; i < 50; i++) {
            double middle = (low + high) / 2;
            double sweep = hipToAnkle(0, middle).x() - hipToAnkle(until, middle).x();
            if (sweep < metres) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
