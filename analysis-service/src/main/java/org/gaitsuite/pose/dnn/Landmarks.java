package org.gaitsuite.pose.dnn;

import java.util.Arrays;

/**
 * What a network says of one crop.
 *
 * @param x landmark positions in shares of the crop, 0 at its left and 1 at its right edge; may lie outside
 * @param y likewise from the upper edge
 * @param confidence of each landmark, 0..1
 * @param presence that there is a person at all, 0..1
 */
record Landmarks(double[] x, double[] y, double[] confidence, double presence) {
    /** The same landmarks in pixels of the picture. */
    Landmarks inPixels(Crop crop) {
        double[] pixelX = new double[x.length];
        double[] pixelY = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            pixelX[i] = crop.pixelX(x[i], y[i]);
            pixelY[i] = crop.pixelY(x[i], y[i]);
        }
        return new Landmarks(pixelX, pixelY, confidence, presence);
    }

    /** The same landmarks in a picture that is so many times as large. */
    Landmarks scaled(double factor) {
        return new Landmarks(times(x, factor), times(y, factor), confidence, presence);
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }
}
