package org.gaitsuite.phantom;

/**
 * A foot on the ground, from heel strike until its tip begins to move: it pivots about the heel until it is flat, lies flat, and pivots about the toe from heel
 * rise on. The pitch of the sole follows the published curves of {@link NormativeGait} at heel strike, heel rise and toe off, and is exactly zero between.
 *
 * @param start heel strike, walk time in seconds; negative infinity for a foot that stood there before
 * @param end when its tip begins to move, shortly before toe off
 * @param stride duration of the stride in seconds
 * @param heelX where the heel's pivot stands, metres
 * @param strikePitch radians, toes up
 * @param liftPitch radians at the end, negative
 * @param yaw outward turn of the foot, radians
 */
record StanceFoot(
        FootShape shape,
        double start,
        double end,
        double stride,
        double heelX,
        double lateral,
        double yaw,
        double strikePitch,
        double liftPitch) {
    /** Foot flat comes this share of the stride after heel strike. */
    private static final double LOADING = 0.105;

    /** The heel rises for this share of the stride before toe off. */
    private static final double PUSHING = 0.33;

    /** How the pitch grows from heel rise to toe off; fitted by eye to the published curve, which it meets within about 4 degrees. */
    private static final double PUSH_EXPONENT = 3.0;

    double pitch(double t) {
        double loaded = (t - start) / (LOADING * stride);
        if (loaded < 1) {
            double rest = 1 - Math.max(0, loaded);
            return strikePitch * rest * rest;
        }
        double pushed = (t - (end - PUSHING * stride)) / (PUSHING * stride);
        return pushed > 0 ? liftPitch * Math.pow(pushed, PUSH_EXPONENT) : 0;
    }

    /** The ankle in world metres. */
    Vec3 ankle(double t) {
        double pitch = pitch(t);
        FootShape.Posed posed = shape.posed(pitch);
        double u;
        double y;
        if (pitch >= 0) {
            u = -posed.heel().u();
            y = shape.heelRadius() - posed.heel().y();
        } else {
            u = shape.pivotSpacing() - posed.toe().u();
            y = shape.toeRadius() - posed.toe().y();
        }
        return new Vec3(heelX + u * Math.cos(yaw), y, lateral + u * Math.sin(yaw));
    }
}
