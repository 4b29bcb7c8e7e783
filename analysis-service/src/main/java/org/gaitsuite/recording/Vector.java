package org.gaitsuite.recording;

/** A place or direction in the laboratory, metres. */
record Vector(double x, double y, double z) {
    static final Vector UNKNOWN = new Vector(Double.NaN, Double.NaN, Double.NaN);
    static final Vector ZERO = new Vector(0, 0, 0);

    static Vector axis(int index, double length) {
        return new Vector(index == 0 ? length : 0, index == 1 ? length : 0, index == 2 ? length : 0);
    }

    Vector plus(Vector other) {
        return new Vector(x + other.x, y + other.y, z + other.z);
    }

    Vector minus(Vector other) {
        return plus(other.times(-1));
    }

    Vector times(double factor) {
        return new Vector(x * factor, y * factor, z * factor);
    }

    double dot(Vector other) {
        return x * other.x + y * other.y + z * other.z;
    }

    Vector cross(Vector other) {
        return new Vector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    /** Of length 1; not finite where this has no direction. */
    Vector direction() {
        return times(1 / length());
    }

    /** What remains of it across a direction of length 1. */
    Vector across(Vector direction) {
        return minus(direction.times(dot(direction)));
    }

    Vector middle(Vector other) {
        return plus(other).times(0.5);
    }

    boolean isKnown() {
        return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }
}
