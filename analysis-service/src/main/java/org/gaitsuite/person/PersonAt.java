package org.gaitsuite.person;

import java.util.Arrays;

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

    /**
     * Reads {@code time,x,y}: seconds from the video's first frame and the place in shares of the picture, with decimal points.
     *
     * @param name of what is read, for the sentence
     * @throws IllegalArgumentException with a sentence that starts with the name, if the text is no such place
     */
    public static PersonAt parse(String name, String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length != 3) {
                throw new NumberFormatException("three numbers make a place at a time");
            }
            double[] numbers =
                    Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
            return new PersonAt(numbers[0], numbers[1], numbers[2]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s is '%s', expected time,x,y: seconds from the first frame and shares of the picture's width and height from its upper left corner, such as 1.5,0.42,0.6"
                            .formatted(name, text),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s is '%s': its %s".formatted(name, text, e.getMessage()), e);
        }
    }
}
