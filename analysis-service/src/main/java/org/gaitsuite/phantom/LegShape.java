package org.gaitsuite.phantom;

/**
 * A leg between hip and ankle by two angles, radians, and where it ends across the walk.
 *
 * @param lean of the line from hip to ankle to the vertical, seen from the side; the foot in front is positive
 * @param knee flexion
 * @param lateral z of the ankle in the world, metres
 */
record LegShape(double lean, double knee, double lateral) {
    static LegShape between(BodyProportions body, Vec3 hip, Vec3 ankle) {
        Vec3 d = ankle.minus(hip);
        double thigh = body.thigh();
        double shank = body.shank();
        double cosine = (d.dot(d) - thigh * thigh - shank * shank) / (2 * thigh * shank);
        return new LegShape(Math.atan2(d.x(), -d.y()), Math.acos(Math.clamp(cosine, -1, 1)), ankle.z());
    }

    Vec3 ankle(BodyProportions body, Vec3 hip) {
        double thigh = body.thigh();
        double shank = body.shank();
        double across = lateral - hip.z();
        double seen = Math.sqrt(thigh * thigh + shank * shank + 2 * thigh * shank * Math.cos(knee) - across * across);
        return new Vec3(hip.x() + seen * Math.sin(lean), hip.y() - seen * Math.cos(lean), lateral);
    }

    double[] values() {
        return new double[] {lean, knee, lateral};
    }
}
