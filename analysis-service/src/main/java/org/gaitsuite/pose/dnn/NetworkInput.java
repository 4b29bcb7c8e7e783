package org.gaitsuite.pose.dnn;

/**
 * How a network wants its picture.
 *
 * @param width pixels
 * @param height pixels
 * @param mean subtracted from each colour value of 0..255, in the order of {@code colours}
 * @param deviation divides what is left
 */
public record NetworkInput(int width, int height, float[] mean, float[] deviation, Colours colours) {
    /** Order of the colours. */
    public enum Colours {
        RGB,
        BGR
    }

    public NetworkInput {
        if (width < 1 || height < 1 || mean.length != 3 || deviation.length != 3) {
            throw new IllegalArgumentException("an input needs a size, three means and three deviations");
        }
    }
}
