package org.gaitsuite.phantom;

/** A limb with volume: the hull of two balls, world metres. */
record Capsule(Vec3 from, double fromRadius, Vec3 to, double toRadius, Material material) {
    /** Turned half about the vertical through the origin, then moved: somebody who goes the other way. */
    Capsule turnedAround(Vec3 then) {
        return new Capsule(around(from).plus(then), fromRadius, around(to).plus(then), toRadius, material);
    }

    Capsule moved(Vec3 by) {
        return new Capsule(from.plus(by), fromRadius, to.plus(by), toRadius, material);
    }

    private static Vec3 around(Vec3 p) {
        return new Vec3(-p.x(), p.y(), -p.z());
    }
}
