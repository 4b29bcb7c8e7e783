package org.gaitsuite.gait;

import java.util.Arrays;
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

    /**
     * Reads {@code x1,y1,x2,y2} in pixels, and optionally the metres between the two points after another comma.
     *
     * @param name of the line, for the sentence
     * @throws IllegalArgumentException with a sentence that starts with the name, if the text is no such line
     */
    public static MarkedLine parse(String name, String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length != 4 && parts.length != 5) {
                throw new NumberFormatException("four or five numbers make a line");
            }
            double[] numbers =
                    Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
            return new MarkedLine(
                    new PicturePoint(numbers[0], numbers[1]),
                    new PicturePoint(numbers[2], numbers[3]),
                    numbers.length == 5 ? numbers[4] : null);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s is '%s', expected x1,y1,x2,y2 in pixels and the metres between, such as 210,900,1650,880,3.5"
                            .formatted(name, text),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s is '%s': its %s".formatted(name, text, e.getMessage()), e);
        }
    }

    /** Angle by which the line rises to the right of the picture, −90..90 degrees. */
    double riseDegrees() {
        double degrees = Math.toDegrees(Math.atan2(from.y() - to.y(), to.x() - from.x()));
        return degrees > 90 ? degrees - 180 : degrees <= -90 ? degrees + 180 : degrees;
    }
}
