package org.gaitsuite.pose.dnn;

import java.util.Arrays;
import org.gaitsuite.pose.dnn.NetworkInput.Colours;

/**
 * Cuts crops out of pictures as a network wants them; what lies outside the picture is black. Where the crop shrinks the picture, whole
 * blocks of pixels are averaged first, to about one a value, and the values are taken between those bilinearly, in whole numbers of
 * 1/256. The array that it returns is reused. For one thread.
 */
final class CropSampler {
    private static final int ONE = 256;
    private static final int RED_AND_BLUE = 0xff00ff;

    private final NetworkInput input;
    private final boolean planar;
    private final float[] values;
    private final float[] factor = new float[3];
    private final float[] offset = new float[3];
    /** Averages of blocks, red in bits 16 to 23, green in 8 to 15, blue in 0 to 7, row by row. */
    private int[] blocks = new int[0];

    private int columns;
    private int rows;

    /** @param planar whether colours lie in planes one after another */
    CropSampler(NetworkInput input, boolean planar) {
        this.input = input;
        this.planar = planar;
        this.values = new float[input.width() * input.height() * 3];
        for (int c = 0; c < 3; c++) {
            factor[c] = 1 / (ONE * input.deviation()[c]);
            offset[c] = -input.mean()[c] / input.deviation()[c];
        }
    }

    /**
     * @param bgr height × width × 3 bytes
     * @return the array that the next call overwrites
     */
    float[] sample(byte[] bgr, int pictureWidth, int pictureHeight, Crop crop) {
        double across =
                Math.abs(crop.width() * Math.cos(crop.radians())) + Math.abs(crop.height() * Math.sin(crop.radians()));
        double along =
                Math.abs(crop.width() * Math.sin(crop.radians())) + Math.abs(crop.height() * Math.cos(crop.radians()));
        int size = (int) Math.max(1, Math.round(crop.height() / input.height()));
        int left = (int) Math.floor(crop.centreX() - across / 2) - size;
        int top = (int) Math.floor(crop.centreY() - along / 2) - size;
        columns = (int) (across / size) + 4;
        rows = (int) (along / size) + 4;
        average(bgr, pictureWidth, pictureHeight, left, top, size);
        interpolate(crop, left, top, size);
        return values;
    }

    private void average(byte[] bgr, int width, int height, int left, int top, int size) {
        int needed = columns * rows;
        if (blocks.length < needed) {
            blocks = new int[needed + needed / 4];
        }
        // Only blocks that touch the picture are computed.
        int firstColumn = Math.clamp(Math.floorDiv(-left, size), 0, columns);
        int endColumn = Math.clamp(Math.ceilDiv(width - left, size), firstColumn, columns);
        for (int row = 0; row < rows; row++) {
            int at = row * columns;
            int y = top + row * size;
            if (y + size <= 0 || y >= height) {
                Arrays.fill(blocks, at, at + columns, 0);
                continue;
            }
            Arrays.fill(blocks, at, at + firstColumn, 0);
            Arrays.fill(blocks, at + endColumn, at + columns, 0);
            for (int column = firstColumn; column < endColumn; column++) {
                int x = left + column * size;
                boolean whole = x >= 0 && y >= 0 && x + size <= width && y + size <= height;
                blocks[at + column] = size == 1
                        ? pixel(bgr, (y * width + x) * 3)
                        : size == 2 && whole
                                ? four(bgr, (y * width + x) * 3, width * 3)
                                : mean(bgr, width, height, x, y, size);
            }
        }
    }

    private static int pixel(byte[] bgr, int at) {
        return (bgr[at + 2] & 0xff) << 16 | (bgr[at + 1] & 0xff) << 8 | bgr[at] & 0xff;
    }

    private static int four(byte[] bgr, int at, int stride) {
        int below = at + stride;
        int blue = (bgr[at] & 0xff) + (bgr[at + 3] & 0xff) + (bgr[below] & 0xff) + (bgr[below + 3] & 0xff);
        int green = (bgr[at + 1] & 0xff) + (bgr[at + 4] & 0xff) + (bgr[below + 1] & 0xff) + (bgr[below + 4] & 0xff);
        int red = (bgr[at + 2] & 0xff) + (bgr[at + 5] & 0xff) + (bgr[below + 2] & 0xff) + (bgr[below + 5] & 0xff);
        return (red + 2 >> 2) << 16 | (green + 2 >> 2) << 8 | blue + 2 >> 2;
    }

    private static int mean(byte[] bgr, int width, int height, int left, int top, int size) {
        int blue = 0;
        int green = 0;
        int red = 0;
        for (int y = Math.max(top, 0); y < Math.min(top + size, height); y++) {
            for (int x = Math.max(left, 0); x < Math.min(left + size, width); x++) {
                int at = (y * width + x) * 3;
                blue += bgr[at] & 0xff;
                green += bgr[at + 1] & 0xff;
                red += bgr[at + 2] & 0xff;
            }
        }
        int count = size * size;
        int half = count / 2;
        return ((red + half) / count) << 16 | ((green + half) / count) << 8 | (blue + half) / count;
    }

    private void interpolate(Crop crop, int left, int top, int size) {
        int width = input.width();
        int height = input.height();
        // In blocks, from the first block's centre. Walking along a row of the crop moves by (stepX, stepY).
        double cosine = Math.cos(crop.radians());
        double sine = Math.sin(crop.radians());
        double stepX = crop.width() / width * cosine / size;
        double stepY = crop.width() / width * sine / size;
        int plane = planar ? width * height : 1;
        int pixel = planar ? 1 : 3;
        boolean redFirst = input.colours() == Colours.RGB;
        for (int row = 0; row < height; row++) {
            double v = (row + 0.5) / height;
            double startX = (crop.pixelX(0.5 / width, v) - left) / size - 0.5;
            double startY = (crop.pixelY(0.5 / width, v) - top) / size - 0.5;
            int at = row * width * pixel;
            for (int column = 0; column < width; column++, at += pixel) {
                int x = (int) ((startX + column * stepX) * ONE);
                int y = (int) ((startY + column * stepY) * ONE);
                int shareX = x & (ONE - 1);
                int shareY = y & (ONE - 1);
                int from = (y >> 8) * columns + (x >> 8);
                int both = shareX * shareY >> 8;
                int a = blocks[from];
                int b = blocks[from + 1];
                int c = blocks[from + columns];
                int d = blocks[from + columns + 1];
                int ofA = ONE - shareX - shareY + both;
                int ofB = shareX - both;
                int ofC = shareY - both;
                // Two colours at once: each has 16 bits of room, which 255 × 256 does not leave.
                int redAndBlue = (a & RED_AND_BLUE) * ofA
                        + (b & RED_AND_BLUE) * ofB
                        + (c & RED_AND_BLUE) * ofC
                        + (d & RED_AND_BLUE) * both;
                int green =
                        (a >> 8 & 0xff) * ofA + (b >> 8 & 0xff) * ofB + (c >> 8 & 0xff) * ofC + (d >> 8 & 0xff) * both;
                int red = redAndBlue >>> 16;
                int blue = redAndBlue & 0xffff;
                values[at] = (redFirst ? red : blue) * factor[0] + offset[0];
                values[at + plane] = green * factor[1] + offset[1];
                values[at + 2 * plane] = (redFirst ? blue : red) * factor[2] + offset[2];
            }
        }
    }
}
