package org.gaitsuite.person;

/**
 * Whoever is at a place at a time, as pointed at in one picture of a video: the one of several people in view who is meant.
 *
 * @param timeSeconds from the video's first frame, not negative
 * @param x share of the upright picture's width, 0 at the left edge to 1
 * @param y share of its height, 0 at the upper edge to 1
 */
public record PersonAt(double timeSeconds, double x, double y) {
    public PersonAt {
        if (!(timeSeconds >= 0 && timeSeconds < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("person is at %s s, expected 0 s or later".formatted(timeSeconds));
        }
        if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
            throw new IllegalArgumentException(
                    "person is at %s, %s, expected shares of the picture's width and height, 0 to 1".formatted(x, y));
        }
    }
}
