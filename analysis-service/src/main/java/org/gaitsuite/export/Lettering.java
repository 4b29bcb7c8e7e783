package org.gaitsuite.export;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Letters that stay crisp when they are small. OpenCV draws letters as lines of whole pixels' width; here each is drawn several times as
 * large and reduced. Digits are all of one width. ASCII, {@code °} and {@code ·}. Not thread-safe.
 */
final class Lettering {
    private static final int FINER = 4;
    private static final int FONT = opencv_imgproc.FONT_HERSHEY_SIMPLEX;
    /** Height of a capital letter at OpenCV's scale 1, pixels. */
    private static final double CAPITAL = 21;

    private static final double STROKE = 0.125;
    /** Room around a letter for its stroke and what hangs below the line, in heights of a capital. */
    private static final double ROOM = 0.45;

    private record Key(char letter, int tenths) {}

    /** @param covered row by row, 0..255 */
    private record Glyph(int width, int height, int room, double advance, byte[] covered) {}

    private final Map<Key, Glyph> glyphs = new HashMap<>();

    /** Width in pixels of a text whose capitals are so high. */
    double width(String text, double capital) {
        double sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += glyph(text.charAt(i), capital).advance();
        }
        return sum;
    }

    /**
     * @param x where the text begins
     * @param base the line that capitals stand on
     * @return where the text ends
     */
    double write(Picture picture, String text, double x, double base, double capital, Ink ink) {
        double at = x;
        for (int i = 0; i < text.length(); i++) {
            Glyph glyph = glyph(text.charAt(i), capital);
            int left = (int) Math.round(at) - glyph.room();
            int top = (int) Math.round(base - capital) - glyph.room();
            for (int row = 0; row < glyph.height(); row++) {
                for (int column = 0; column < glyph.width(); column++) {
                    int covered = glyph.covered()[row * glyph.width() + column] & 0xFF;
                    if (covered > 0) {
                        picture.tint(left + column, top + row, ink, covered / 255.0);
                    }
                }
            }
            at += glyph.advance();
        }
        return at;
    }

    /** A text that ends at {@code right}. */
    void writeEndingAt(Picture picture, String text, double right, double base, double capital, Ink ink) {
        write(picture, text, right - width(text, capital), base, capital, ink);
    }

    /** A text on a plate around a point, which is moved into the picture where it would leave it. */
    void plate(Picture picture, String text, double x, double y, double capital, Ink ground, Ink ink) {
        double width = width(text, capital) + capital;
        double height = capital * 1.9;
        double left = Math.clamp(x - width / 2, 0, Math.max(0, picture.width() - width));
        double top = Math.clamp(y - height / 2, 0, Math.max(0, picture.height() - height));
        picture.rectangle(left, top, left + width, top + height, ground);
        write(picture, text, left + capital / 2, top + height / 2 + capital / 2, capital, ink);
    }

    private Glyph glyph(char letter, double capital) {
        int tenths = (int) Math.round(capital * 10);
        return glyphs.computeIfAbsent(new Key(letter, tenths), key -> draw(letter, tenths / 10.0));
    }

    private static Glyph draw(char letter, double capital) {
        double fine = capital * FINER;
        int room = (int) Math.ceil(capital * ROOM);
        int stroke = Math.max(1, (int) Math.round(fine * STROKE));
        double advance = advance(letter, fine) / FINER;
        int width = (int) Math.ceil(advance) + 2 * room;
        int height = (int) Math.ceil(capital) + 2 * room;
        byte[] covered = new byte[width * height];
        try (Scalar nothing = new Scalar(0, 0, 0, 0);
                Mat large = new Mat(height * FINER, width * FINER, opencv_core.CV_8UC1, nothing);
                Mat small = new Mat();
                Size size = new Size(width, height);
                Scalar white = new Scalar(255, 255, 255, 0)) {
            shape(large, letter, room * FINER, fine, stroke, white);
            opencv_imgproc.resize(large, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            ByteBuffer out = small.createBuffer();
            out.get(0, covered);
        }
        return new Glyph(width, height, room, advance, covered);
    }

    private static void shape(Mat large, char letter, int room, double fine, int stroke, Scalar white) {
        int base = room + (int) Math.round(fine);
        switch (letter) {
            case '°' -> {
                try (Point centre = new Point(room + (int) (fine * 0.25), room + (int) (fine * 0.2))) {
                    opencv_imgproc.circle(large, centre, (int) (fine * 0.2), white, stroke, opencv_imgproc.LINE_AA, 0);
                }
            }
            case '·' -> {
                try (Point centre = new Point(room + (int) (fine * 0.25), base - (int) (fine * 0.45))) {
                    opencv_imgproc.circle(
                            large, centre, stroke, white, opencv_imgproc.FILLED, opencv_imgproc.LINE_AA, 0);
                }
            }
            default -> {
                try (Point at = new Point(room, base)) {
                    opencv_imgproc.putText(
                            large,
                            String.valueOf(letter),
                            at,
                            FONT,
                            fine / CAPITAL,
                            white,
                            stroke,
                            opencv_imgproc.LINE_AA,
                            false);
                }
            }
        }
    }

    private static double advance(char letter, double fine) {
        if (letter == '°' || letter == '·') {
            return fine * 0.55;
        }
        // What a second letter adds is the way from one to the next, without the stroke at the ends.
        return extent(String.valueOf(letter).repeat(2), fine) - extent(String.valueOf(letter), fine);
    }

    private static int extent(String text, double fine) {
        try (Size size = opencv_imgproc.getTextSize(text, FONT, fine / CAPITAL, 1, new int[1])) {
            return size.width();
        }
    }
}
