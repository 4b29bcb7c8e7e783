package org.gaitsuite.export;

import java.io.IOException;
import java.nio.ByteBuffer;
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

/** A picture to draw on, in native memory that {@link #close} frees. What lies outside of it is not drawn. Not thread-safe. */
final class Picture implements AutoCloseable {
    /** Coordinates are given to OpenCV in sixteenths of a pixel, so that lines move smoothly from frame to frame. */
    private static final int SHIFT = 4;

    private static final int SMOOTH = opencv_imgproc.LINE_AA;

    private final Mat pixels;
    private final ByteBuffer bytes;

    /** @param bgr height × width × 3 bytes, copied */
    Picture(byte[] bgr, int width, int height) {
        this(new Mat(height, width, opencv_core.CV_8UC3));
        bytes.put(0, bgr, 0, width * height * 3);
    }

    /** A picture of one colour. */
    Picture(int width, int height, Ink ground) {
        this(new Mat(height, width, opencv_core.CV_8UC3));
        rectangle(0, 0, width, height, ground);
    }

    private Picture(Mat pixels) {
        this.pixels = pixels;
        this.bytes = pixels.createBuffer();
    }

    int width() {
        return pixels.cols();
    }

    int height() {
        return pixels.rows();
    }

    /** A copy of a part, which lies within this picture, at another size. */
    Picture resized(int left, int top, int partWidth, int partHeight, int width, int height) {
        Mat out = new Mat();
        boolean smaller = width < partWidth;
        try (Rect area = new Rect(left, top, partWidth, partHeight);
                Mat part = new Mat(pixels, area);
                Size size = new Size(width, height)) {
            opencv_imgproc.resize(
                    part, out, size, 0, 0, smaller ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_CUBIC);
        }
        return new Picture(out);
    }

    /** Copies another picture onto the upper left of this one at another size. */
    void fit(Picture other, int width, int height) {
        try (Rect area = new Rect(0, 0, width, height);
                Mat part = new Mat(pixels, area);
                Size size = new Size(width, height)) {
            // A little smaller, means of four neighbours miss nothing, at a fraction of the time.
            boolean much = other.width() > 1.5 * width;
            int how = much ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
            opencv_imgproc.resize(other.pixels, part, size, 0, 0, how);
        }
    }

    /** Copies another picture onto this one, which has room for it. */
    void paste(Picture other, int left, int top) {
        try (Rect area = new Rect(left, top, other.width(), other.height());
                Mat part = new Mat(pixels, area)) {
            other.pixels.copyTo(part);
        }
    }

    void line(double x1, double y1, double x2, double y2, double thickness, Ink ink) {
        try (Point from = fine(x1, y1);
                Point to = fine(x2, y2);
                Scalar colour = scalar(ink)) {
            int width = Math.max(1, (int) Math.round(thickness));
            opencv_imgproc.line(pixels, from, to, colour, width, SMOOTH, SHIFT);
        }
    }

    void disc(double x, double y, double radius, Ink ink) {
        circle(x, y, radius, opencv_imgproc.FILLED, ink);
    }

    /** A filled ellipse whose axes lie along the picture's sides. */
    void oval(double x, double y, double halfWidth, double halfHeight, Ink ink) {
        ellipse(x, y, halfWidth, halfHeight, 0, 360, ink);
    }

    void ring(double x, double y, double radius, double thickness, Ink ink) {
        circle(x, y, radius, Math.max(1, (int) Math.round(thickness)), ink);
    }

    private void circle(double x, double y, double radius, int thickness, Ink ink) {
        try (Point centre = fine(x, y);
                Scalar colour = scalar(ink)) {
            int fine = (int) Math.round(radius * (1 << SHIFT));
            opencv_imgproc.circle(pixels, centre, fine, colour, thickness, SMOOTH, SHIFT);
        }
    }

    /** A filled slice of a disc; degrees count clockwise from the right. */
    void sector(double x, double y, double radius, double fromDegrees, double toDegrees, Ink ink) {
        ellipse(x, y, radius, radius, fromDegrees, toDegrees, ink);
    }

    private void ellipse(double x, double y, double halfWidth, double halfHeight, double from, double to, Ink ink) {
        try (Point centre = fine(x, y);
                Point half = fine(halfWidth, halfHeight);
                Size axes = new Size(half.x(), half.y());
                Scalar colour = scalar(ink)) {
            opencv_imgproc.ellipse(pixels, centre, axes, 0, from, to, colour, opencv_imgproc.FILLED, SMOOTH, SHIFT);
        }
    }

    /** A filled rectangle, to whole pixels. */
    void rectangle(double left, double top, double right, double bottom, Ink ink) {
        int x = (int) Math.round(left);
        int y = (int) Math.round(top);
        int width = (int) Math.round(right) - x;
        int height = (int) Math.round(bottom) - y;
        if (width < 1 || height < 1) {
            return;
        }
        try (Rect area = new Rect(x, y, width, height);
                Scalar colour = scalar(ink)) {
            opencv_imgproc.rectangle(pixels, area, colour, opencv_imgproc.FILLED, opencv_imgproc.LINE_8, 0);
        }
    }

    /** Lets what a drawing puts into a part of this picture shine through: 1 covers, 0 leaves nothing. */
    void faded(Box part, double opacity, Runnable drawing) {
        int left = Math.max(0, (int) Math.floor(part.left()));
        int top = Math.max(0, (int) Math.floor(part.top()));
        int right = Math.min(width(), (int) Math.ceil(part.right()));
        int bottom = Math.min(height(), (int) Math.ceil(part.bottom()));
        if (opacity >= 1) {
            drawing.run();
            return;
        }
        if (left >= right || top >= bottom) {
            return;
        }
        try (Rect area = new Rect(left, top, right - left, bottom - top);
                Mat drawn = new Mat(pixels, area);
                Mat before = drawn.clone()) {
            drawing.run();
            opencv_core.addWeighted(drawn, opacity, before, 1 - opacity, 0, drawn);
        }
    }

    /** Lays a colour over one pixel; outside of the picture nothing happens. */
    void tint(int x, int y, Ink ink, double opacity) {
        if (x < 0 || y < 0 || x >= width() || y >= height() || opacity <= 0) {
            return;
        }
        int at = (y * width() + x) * 3;
        tint(at, ink.blue(), opacity);
        tint(at + 1, ink.green(), opacity);
        tint(at + 2, ink.red(), opacity);
    }

    private void tint(int at, int value, double opacity) {
        int before = bytes.get(at) & 0xFF;
        bytes.put(at, (byte) Math.round(before + (value - before) * opacity));
    }

    Ink at(int x, int y) {
        int at = (y * width() + x) * 3;
        return new Ink(bytes.get(at + 2) & 0xFF, bytes.get(at + 1) & 0xFF, bytes.get(at) & 0xFF);
    }

    /** Copies the picture out, rows without padding. */
    void copyTo(byte[] bgr) {
        bytes.get(0, bgr, 0, width() * height() * 3);
    }

    void writePng(Path file) throws IOException {
        try (BytePointer encoded = new BytePointer()) {
            if (!opencv_imgcodecs.imencode(".png", pixels, encoded)) {
                throw new IOException("the picture for " + file + " could not be encoded");
            }
            byte[] png = new byte[(int) encoded.limit()];
            encoded.get(png);
            Files.write(file, png);
        }
    }

    private static Point fine(double x, double y) {
        return new Point((int) Math.round(x * (1 << SHIFT)), (int) Math.round(y * (1 << SHIFT)));
    }

    private static Scalar scalar(Ink ink) {
        return new Scalar(ink.blue(), ink.green(), ink.red(), 0);
    }

    @Override
    public void close() {
        pixels.close();
    }
}
