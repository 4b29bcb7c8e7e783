package org.gaitsuite.gait;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the place of a walk and of the camera before the walk is seen; null is unknown, and all of it may be. Only pictures
 * need it: landmarks in metres are taken as they are.
 *
 * @param groundLine a line on the ground, in the plane of the walk: it tells how the ground lies in the picture, and with its length the
 *     scale
 * @param distance two points of known distance in the plane of the walk, not necessarily on the ground; only with its length
 * @param rollDegrees clockwise turn of the camera about its axis, −45..45: a level line then rises to the right of the picture by so much.
 *     Unknown, it is taken from the line of the resting feet
 * @param slopeDegrees how much the ground rises in the direction of the longest walk, −30..30; on a treadmill its incline. A picture
 *     cannot tell it from the camera's roll, so unknown it is 0
 * @param beltMetresPerSecond speed that the treadmill shows, 0.05..6
 * @param focalPixels focal length of the camera in pixels of this picture; unknown, that of an ordinary phone is assumed where it matters
 * @param pictureWidthPixels width of the upright picture; unknown, the walker is taken to have crossed it
 */
public record FilmedPlace(
        @Nullable MarkedLine groundLine,
        @Nullable MarkedLine distance,
        @Nullable Double rollDegrees,
        @Nullable Double slopeDegrees,
        @Nullable Double beltMetresPerSecond,
        @Nullable Double focalPixels,
        @Nullable Double pictureWidthPixels) {
    public static final FilmedPlace UNKNOWN = new FilmedPlace(null, null, null, null, null, null, null);

    public FilmedPlace {
        if (distance != null && distance.metres() == null) {
            throw new IllegalArgumentException("distance has no length, give the metres between its two points");
        }
        requireRange("roll", "degrees", rollDegrees, -45, 45);
        requireRange("slope", "degrees", slopeDegrees, -30, 30);
        requireRange("belt speed", "m/s", beltMetresPerSecond, 0.05, 6);
        requireRange("focal length", "pixels", focalPixels, 50, 100_000);
        requireRange("picture width", "pixels", pictureWidthPixels, 16, 100_000);
    }

    /** The same place in a picture whose width in pixels has become known. */
    FilmedPlace inPicture(double width) {
        return new FilmedPlace(
                groundLine, distance, rollDegrees, slopeDegrees, beltMetresPerSecond, focalPixels, width);
    }

    /** Slope of the ground, taken as level where it is not known; degrees. */
    double slopeOrLevel() {
        return slopeDegrees == null ? 0 : slopeDegrees;
    }

    private static void requireRange(String name, String unit, @Nullable Double value, double low, double high) {
        if (value != null && !(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    "%s is %s %s, expected %s to %s %s".formatted(name, value, unit, low, high, unit));
        }
    }
}
