package org.gaitsuite.recording;

/**
 * Size of the upright picture that keypoints were found in.
 *
 * @param width pixels, 16..16384
 * @param height likewise
 */
public record PictureSize(int width, int height) {
    private static final int LEAST = 16;
    private static final int MOST = 16384;

    public PictureSize {
        require("picture width", width);
        require("picture height", height);
    }

    private static void require(String name, int pixels) {
        if (pixels < LEAST || pixels > MOST) {
            throw new IllegalArgumentException(
                    "%s is %d pixels, expected %d to %d pixels".formatted(name, pixels, LEAST, MOST));
        }
    }
}
