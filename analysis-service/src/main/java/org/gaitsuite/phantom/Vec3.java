package org.gaitsuite.phantom;

/** A point or direction in the world, metres: x along the walk, y up, z to the walker's right, ground at y = 0. */
record Vec3(double x, double y, double z) {
    static final Vec3 ZERO = new Vec3(0, 0, 0);
    static final Vec3 FORWARD = new Vec3(1, 0, 0);
    static final Vec3 UP = new Vec3(0, 1, 0);

    Vec3 plus(Vec3 o) {
        return new Vec3(x + o.x, y + o.y, z + o.z);
    }

    Vec3 plus(double dx, double dy, double dz) {
        return new Vec3(x + dx, y + dy, z + dz);
    }

    Vec3 minus(Vec3 o) {
        return new Vec3(x - o.x, y - o.y, z - o.z);
    }

    Vec3 times(double k) {
        return new Vec3(k * x, k * y, k * z);
    }

    double dot(Vec3 o) {
        return x * o.x + y * o.y + z * o.z;
    }

    Vec3 cross(Vec3 o) {
        return new Vec3(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Vec3 unit() {
        return times(1 / length());
    }

    Vec3 towards(Vec3 o, double share) {
        return plus(o.minus(this).times(share));
    }
}
