package org.gaitsuite.phantom;

/**
 * How a walk begins from standing. The right foot steps first; the pelvis gathers speed smoothly and is in step with the steady walk at the end.
 *
 * @param exists false for a walk that was always under way
 * @param heelX where the heels stand, metres
 * @param pelvisX where the middle of the hips rests
 * @param pelvisY height of the middle of the hips at rest
 * @param begins walk time at which the pelvis starts to move
 * @param lasts seconds until the walk is steady
 * @param droop how far the pelvis comes down between standing and walking, metres, so that the legs reach
 */
record StandingStart(
        boolean exists, double heelX, double pelvisX, double pelvisY, double begins, double lasts, double droop) {
    static final StandingStart NONE = new StandingStart(false, 0, 0, 0, 0, 1, 0);

    /** When the pelvis has come up again, in units of the time until the walk is steady. */
    static final double DROOP_SHARE = 1.5;

    StandingStart drooping(double metres) {
        return new StandingStart(exists, heelX, pelvisX, pelvisY, begins, lasts, metres);
    }

    /** 0 at rest and in the steady walk, 1 half-way. */
    double between(double t) {
        double s = exists ? Math.clamp((t - begins) / (DROOP_SHARE * lasts), 0, 1) : 0;
        return SwingFoot.bump(s);
    }

    /** 0 standing, 1 walking steadily; twice continuously differentiable. */
    double walkingShare(double t) {
        double s = share(t);
        return s * s * s * (10 + s * (6 * s - 15));
    }

    /** How far the pelvis has come at walking speed 1, seconds: the integral of the walking share. */
    double travelled(double t) {
        double s = share(t);
        return lasts * s * s * s * s * (2.5 + s * (s - 3));
    }

    /** The walk is steady from here on. */
    boolean over(double t) {
        return !exists || t >= begins + lasts;
    }

    private double share(double t) {
        return exists ? Math.clamp((t - begins) / lasts, 0, 1) : 1;
    }
}
