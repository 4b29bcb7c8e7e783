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

    /** How many samples a side at most are averaged into one value when a picture is shrunk. */
    private static final int MOST_SAMPLES = 8;

    public NetworkInput {
        if (width < 1 || height < 1 || mean.length != 3 || deviation.length != 3) {
            throw new IllegalArgumentException("an input needs a size, three means and three deviations");
        }
    }

    /**
     * Cuts {@code crop} out of a picture; what lies outside is black. Where the picture is shrunk, each value averages several samples.
     *
     * @param bgr height × width × 3 bytes
     * @param planar whether colours lie in planes one after another
     */
    float[] sample(byte[] bgr, int pictureWidth, int pictureHeight, Crop crop, boolean planar) {
        int samples = (int) Math.clamp(Math.round(crop.height() / height), 1, MOST_SAMPLES);
        PictureSampler sampler = new PictureSampler(bgr, pictureWidth, pictureHeight);
        // Walking along a row of the crop moves by (stepX, stepY) in the picture, so that no sine is needed on the way.
        double cosine = Math.cos(crop.radians());
        double sine = Math.sin(crop.radians());
        double stepX = crop.width() / (width * samples) * cosine;
        double stepY = crop.width() / (width * samples) * sine;
        double downX = -crop.height() / (height * samples) * sine;
        double downY = crop.height() / (height * samples) * cosine;
        double originX = crop.pixelX(0.5 / (width * samples), 0.5 / (height * samples));
        double originY = crop.pixelY(0.5 / (width * samples), 0.5 / (height * samples));
        float[] out = new float[width * height * 3];
        int plane = planar ? width * height : 1;
        int pixel = planar ? 1 : 3;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                sampler.clear();
                for (int i = 0; i < samples; i++) {
                    int right = column * samples;
                    int down = row * samples + i;
                    sampler.addRun(
                            originX + right * stepX + down * downX,
                            originY + right * stepY + down * downY,
                            stepX,
                            stepY,
                            samples);
                }
                int at = (row * width + column) * pixel;
                for (int c = 0; c < 3; c++) {
                    double value = sampler.sum(colours == Colours.BGR ? c : 2 - c) / (samples * samples);
                    out[at + c * plane] = (float) ((value - mean[c]) / deviation[c]);
                }
            }
        }
        return out;
    }
}
