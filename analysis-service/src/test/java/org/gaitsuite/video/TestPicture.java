package org.gaitsuite.video;

import java.io.IOException;
import java.nio.file.Path;

/** A picture that knows its own orientation: a red upper left quarter, a blue lower right one, and a white bar that moves right. */
final class TestPicture {
    static final int BAR_PIXELS = 16;
    static final int BAR_STEP = 4;

    private TestPicture() {}

    static byte[] paint(int width, int height, int frame) {
        byte[] bgr = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * 3;
                boolean bar = y >= height / 2 && x < width / 2 && x / BAR_PIXELS == frame * BAR_STEP / BAR_PIXELS;
                boolean red = y < height / 2 && x < width / 2;
                boolean blue = y >= height / 2 && x >= width / 2;
                bgr[at] = (byte) (bar || blue ? 220 : 40);
                bgr[at + 1] = (byte) (bar ? 220 : 40);
                bgr[at + 2] = (byte) (bar || red ? 220 : 40);
            }
        }
        return bgr;
    }

    static Path write(Path file, VideoFormat format, int frames) throws IOException {
        try (VideoWriter writer = VideoWriter.create(file, format)) {
            for (int i = 0; i < frames; i++) {
                writer.write(paint(format.width(), format.height(), i));
            }
        }
        return file;
    }

    /** Peak signal-to-noise ratio in dB of one picture against another. */
    static double similarityDecibel(byte[] a, byte[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            int difference = (a[i] & 0xff) - (b[i] & 0xff);
            squares += difference * difference;
        }
        return squares == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255.0 * 255.0 * a.length / squares);
    }

    /** Mean of one colour (0 blue, 1 green, 2 red) around the centre of a quarter of the picture. */
    static double colourOfQuarter(VideoFrame frame, int column, int row, int colour) {
        int centreX = frame.width() * (2 * column + 1) / 4;
        int centreY = frame.height() * (2 * row + 1) / 4;
        double sum = 0;
        for (int y = -3; y < 3; y++) {
            for (int x = -3; x < 3; x++) {
                sum += frame.bgr()[((centreY + y) * frame.width() + centreX + x) * 3 + colour] & 0xff;
            }
        }
        return sum / 36;
    }
}
