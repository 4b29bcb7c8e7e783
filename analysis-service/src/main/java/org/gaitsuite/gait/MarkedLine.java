package org.gaitsuite.gait;

import org.jspecify.annotations.Nullable;

/**
 * Two points that somebody marked in the picture, both in the vertical plane in which the walker goes.
 *
 * @param metres between them in the world, 0.05..100 m; null where only their direction is known
 */
public record MarkedLine(
        PicturePoint from, PicturePoint to, @Nullable Double metres) {
    /** Nearer points than these tell neither a length nor a direction. */
    private static final double SHORTEST_PIXELS = 10;

    public MarkedLine {
        double pixels = from.distanceTo(to);
        if (pixels < SHORTEST_PIXELS) {
            throw new IllegalArgumentException("marked points are %.1f pixels apart, expected at least %.0f pixels"
                    .formatted(pixels, SHORTEST_PIXELS));
        }
        if (metres != null && !(metres >= 0.05 && metres <= 100)) {
            throw new IllegalArgumentException("marked distance is %s m, expected 0.05 to 100 m".formatted(metres));
        }
    }

    /** Angle by which the line rises to the right of the picture, −90..90 degrees. */
    double riseDegrees() {
        double degrees = Math.toDegrees(Math.atan2(from.y() - to.y(), to.x() - from.x()));
        return degrees > 90 ? degrees - 180 : degrees <= -90 ? degrees + 180 : degrees;
    }
}
