package org.gaitsuite.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** A picture to draw on, in native memory that {@link #close} frees. Not thread-safe. */
final class Picture implements AutoCloseable {
    /** Coordinates are given to OpenCV in sixteenths of a pixel, so that lines move smoothly from frame to frame. */
    private static final int SHIFT = 4;

    private static final int FONT = opencv_imgproc.FONT_HERSHEY_SIMPLEX;

    private final Mat pixels;

    /** @param bgr height × width × 3 bytes, copied */
    Picture(byte[] bgr, int width, int height) {
        pixels = new Mat(height, width, opencv_core.CV_8UC3);
        pixels.data().put(bgr, 0, width * height * 3);
    }

    private Picture(Mat pixels) {
        this.pixels = pixels;
    }

    int width() {
        return pixels.cols();
    }

    int height() {
        return pixels.rows();
    }

    /** A copy of another size. */
    Picture resized(int width, int height) {
        Mat out = new Mat();
        try (Size size = new Size(width, height)) {
            opencv_imgproc.resize(pixels, out, size, 0, 0, opencv_imgproc.INTER_AREA);
        }
        return new Picture(out);
    }

    void line(double x1, double y1, double x2, double y2, double thickness, SideColour colour) {
        try (Point from = fine(x1, y1);
                Point to = fine(x2, y2);
                Scalar dark = new Scalar(20, 20, 20, 0);
                Scalar bright = scalar(colour)) {
            int width = Math.max(1, (int) Math.round(thickness));
            opencv_imgproc.line(pixels, from, to, dark, width + 2, opencv_imgproc.LINE_AA, SHIFT);
            opencv_imgproc.line(pixels, from, to, bright, width, opencv_imgproc.LINE_AA, SHIFT);
        }
    }

    void disc(double x, double y, double radius, SideColour colour) {
        try (Point centre = fine(x, y);
                Scalar white = new Scalar(255, 255, 255, 0);
                Scalar bright = scalar(colour)) {
            int fine = (int) Math.round(radius * (1 << SHIFT));
            opencv_imgproc.circle(
                    pixels, centre, fine + (1 << SHIFT), white, opencv_imgproc.FILLED, opencv_imgproc.LINE_AA, SHIFT);
            opencv_imgproc.circle(pixels, centre, fine, bright, opencv_imgproc.FILLED, opencv_imgproc.LINE_AA, SHIFT);
        }
    }

    /** Text on a dark plate with a bar in the side colour; size 1 is about 22 pixels high. */
    void label(String text, int x, int y, double size, SideColour colour) {
        int height = (int) Math.round(30 * size);
        try (Size extent = opencv_imgproc.getTextSize(text, FONT, size * 0.7, 1, new int[1]);
                Rect plate = new Rect(x, y, extent.width() + height, height);
                Rect bar = new Rect(x, y, Math.max(4, height / 6), height);
                Point base = new Point(x + height / 2, y + (int) Math.round(height * 0.7));
                Scalar dark = new Scalar(32, 32, 32, 0);
                Scalar white = new Scalar(255, 255, 255, 0);
                Scalar bright = scalar(colour)) {
            opencv_imgproc.rectangle(pixels, plate, dark, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
            opencv_imgproc.rectangle(pixels, bar, bright, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
            opencv_imgproc.putText(pixels, text, base, FONT, size * 0.7, white, 1, opencv_imgproc.LINE_AA, false);
        }
    }

    /** Copies the picture out, rows without padding. */
    void copyTo(byte[] bgr) {
        pixels.data().get(bgr, 0, width() * height() * 3);
    }

    void writePng(Path file) throws IOException {
        try (BytePointer encoded = new BytePointer()) {
            if (!opencv_imgcodecs.imencode(".png", pixels, encoded)) {
                throw new IOException("the picture for " + file + " could not be encoded");
            }
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            Files.write(file, bytes);
        }
    }

    private static Point fine(double x, double y) {
        return new Point((int) Math.round(x * (1 << SHIFT)), (int) Math.round(y * (1 << SHIFT)));
    }

    private static Scalar scalar(SideColour colour) {
        return new Scalar(colour.blue(), colour.green(), colour.red(), 0);
    }

    @Override
    public void close() {
        pixels.close();
    }
}
