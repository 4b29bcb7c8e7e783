package org.gaitsuite.pose.dnn;

/**
 * A turned rectangle of a picture that a network is shown.
 *
 * @param centreX pixels
 * @param centreY pixels
 * @param width pixels along the rectangle's own x axis
 * @param height pixels along its own y axis
 * @param radians clockwise turn of the rectangle (y points down)
 */
record Crop(double centreX, double centreY, double width, double height, double radians) {
    Crop {
        if (!(width > 0 && height > 0) || !Double.isFinite(centreX + centreY + width + height + radians)) {
            throw new IllegalArgumentException(
                    "a crop of %s × %s around (%s, %s)".formatted(width, height, centreX, centreY));
        }
    }

    /** The whole picture, with bars where the network's shape differs from the picture's. */
    static Crop letterbox(int pictureWidth, int pictureHeight, int networkWidth, int networkHeight) {
        double scale = Math.max((double) pictureWidth / networkWidth, (double) pictureHeight / networkHeight);
        return new Crop(pictureWidth / 2.0, pictureHeight / 2.0, networkWidth * scale, networkHeight * scale, 0);
    }

    /** Pixel x of a point given in shares of the crop, 0..1 from its left and upper edge. */
    double pixelX(double u, double v) {
        return centreX + (u - 0.5) * width * Math.cos(radians) - (v - 0.5) * height * Math.sin(radians);
    }

    /** Pixel y, likewise. */
    double pixelY(double u, double v) {
        return centreY + (u - 0.5) * width * Math.sin(radians) + (v - 0.5) * height * Math.cos(radians);
    }

    /** The same rectangle in a picture that is {@code factor} times as large. */
    Crop scaled(double factor) {
        return new Crop(centreX * factor, centreY * factor, width * factor, height * factor, radians);
    }
}
