package org.gaitsuite.pose.silhouette;

import java.util.Arrays;
import java.util.List;
import org.gaitsuite.video.VideoPlanes;

/**
 * Medians over many pictures, row by row. A median is found bit by bit from above, by counting how many values lie below: the same steps
 * for each column, which processors do for many columns at a time.
 */
final class StillScene {
    /** Sensor noise and compression never let a pixel stand quite still. */
    private static final float NOISE_FLOOR = 3.5f;

    private final List<VideoPlanes> samples;
    private final VideoPlanes still;
    private final int width;
    private final int[] below;
    private final int[] tried;
    private final int[] found;
    private final int[] u;
    private final int[] v;
    private final float[] noise;

    /** @param samples of the same size, at least one */
    StillScene(List<VideoPlanes> samples) {
        this.samples = samples;
        width = samples.getFirst().width();
        still = new VideoPlanes(width, samples.getFirst().height());
        below = new int[width];
        tried = new int[width];
        found = new int[width];
        u = new int[2 * still.chromaWidth()];
        v = new int[2 * still.chromaWidth()];
        noise = new float[width * still.height()];
    }

    Background background() {
        byte[][] luma = samples.stream().map(VideoPlanes::luma).toArray(byte[][]::new);
        medians(luma, width, still.luma());
        medians(
                samples.stream().map(VideoPlanes::blueness).toArray(byte[][]::new),
                still.chromaWidth(),
                still.blueness());
        medians(
                samples.stream().map(VideoPlanes::redness).toArray(byte[][]::new),
                still.chromaWidth(),
                still.redness());
        byte[][][] deviations = new byte[3][samples.size()][width];
        int[] sum = new int[width];
        for (int y = 0; y < still.height(); y++) {
            for (int i = 0; i < samples.size(); i++) {
                deviate(samples.get(i), y, deviations[0][i], deviations[1][i], deviations[2][i]);
            }
            Arrays.fill(sum, 0);
            for (byte[][] colour : deviations) {
                medians(colour, 0, width);
                for (int x = 0; x < width; x++) {
                    sum[x] += found[x];
                }
            }
            for (int x = 0; x < width; x++) {
                noise[y * width + x] = (float) Math.max(NOISE_FLOOR, 1.4826 * sum[x] / 3);
            }
        }
        return new Background(still, noise);
    }

    /** How far the colours of a row are from the still ones in blue, green and red (ITU-R BT.601, in 1/256). */
    private void deviate(VideoPlanes sample, int y, byte[] blue, byte[] green, byte[] red) {
        int chroma = y / 2 * still.chromaWidth();
        for (int x = 0; x < still.chromaWidth(); x++) {
            int du = (sample.blueness()[chroma + x] & 0xff) - (still.blueness()[chroma + x] & 0xff);
            int dv = (sample.redness()[chroma + x] & 0xff) - (still.redness()[chroma + x] & 0xff);
            u[2 * x] = du;
            u[2 * x + 1] = du;
            v[2 * x] = dv;
            v[2 * x + 1] = dv;
        }
        byte[] luma = sample.luma();
        byte[] stillLuma = still.luma();
        int row = y * width;
        for (int x = 0; x < width; x++) {
            int grey = 298 * ((luma[row + x] & 0xff) - (stillLuma[row + x] & 0xff)) + 128;
            blue[x] = (byte) Math.min(255, Math.abs((grey + 516 * u[x]) >> 8));
            green[x] = (byte) Math.min(255, Math.abs((grey - 100 * u[x] - 208 * v[x]) >> 8));
            red[x] = (byte) Math.min(255, Math.abs((grey + 409 * v[x]) >> 8));
        }
    }

    private void medians(byte[][] planes, int rowLength, byte[] into) {
        for (int row = 0; row < into.length; row += rowLength) {
            medians(planes, row, rowLength);
            for (int x = 0; x < rowLength; x++) {
                into[row + x] = (byte) found[x];
            }
        }
    }

    /** Leaves the medians over all samples of the columns of a row in {@link #found}; of an even number the upper middle. */
    private void medians(byte[][] values, int from, int columns) {
        int half = values.length / 2;
        Arrays.fill(found, 0, columns, 0);
        for (int bit = 1 << 7; bit > 0; bit >>= 1) {
            Arrays.fill(below, 0, columns, 0);
            for (int x = 0; x < columns; x++) {
                tried[x] = found[x] | bit;
            }
            for (byte[] sample : values) {
                count(sample, from, columns);
            }
            for (int x = 0; x < columns; x++) {
                // All ones where no more than half lie below.
                found[x] |= bit & ((below[x] - half - 1) >> 31);
            }
        }
    }

    private void count(byte[] sample, int from, int columns) {
        for (int x = 0; x < columns; x++) {
            below[x] += ((sample[from + x] & 0xff) - tried[x]) >>> 31;
        }
    }
}
