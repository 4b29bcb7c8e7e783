package org.gaitsuite.export;

/**
 * Where on a picture the full-size video lies.
 *
 * @param scale pixels of the picture for one pixel of the video
 * @param left pixels of the video left of the picture, so that a cut-out can be drawn on
 * @param top likewise above it
 */
record Placement(double scale, double left, double top) {
    /** The whole video, smaller or larger. */
    static Placement whole(double scale) {
        return new Placement(scale, 0, 0);
    }

    double x(double videoX) {
        return (videoX - left) * scale;
    }

    double y(double videoY) {
        return (videoY - top) * scale;
    }

    Box of(Box video) {
        return new Box(x(video.left()), y(video.top()), x(video.right()), y(video.bottom()));
    }
}
