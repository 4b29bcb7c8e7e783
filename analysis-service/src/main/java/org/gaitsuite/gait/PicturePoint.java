package org.gaitsuite.gait;

/**
 * A place in the upright picture.
 *
 * @param x pixels from the left edge
 * @param y pixels from the upper edge, downwards
 */
public record PicturePoint(double x, double y) {
    public PicturePoint {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("point is %s, %s, expected two numbers of pixels".formatted(x, y));
        }
    }

    double distanceTo(PicturePoint other) {
        return Math.hypot(other.x - x, other.y - y);
    }
}
