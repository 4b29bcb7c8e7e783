package org.gaitsuite.pose.dnn;

/** Sums of bilinear samples of one picture, black outside it. */
final class PictureSampler {
    private final byte[] bgr;
    private final int width;
    private final int height;
    private double blue;
    private double green;
    private double red;

    /** @param bgr height × width × 3 bytes */
    PictureSampler(byte[] bgr, int width, int height) {
        this.bgr = bgr;
        this.width = width;
        this.height = height;
    }

    void clear() {
        blue = 0;
        green = 0;
        red = 0;
    }

    /** The sum since {@link #clear()} of colour 0 (blue), 1 (green) or 2 (red), each sample 0..255. */
    double sum(int colour) {
        return switch (colour) {
            case 0 -> blue;
            case 1 -> green;
            default -> red;
        };
    }

    /** Adds {@code count} samples from (x, y) on, each a step further; pixel centres lie at halves. */
    void addRun(double x, double y, double stepX, double stepY, int count) {
        for (int i = 0; i < count; i++) {
            add(x + i * stepX - 0.5, y + i * stepY - 0.5);
        }
    }

    private void add(double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double shareX = x - left;
        double shareY = y - top;
        addPixel(left, top, (1 - shareX) * (1 - shareY));
        addPixel(left + 1, top, shareX * (1 - shareY));
        addPixel(left, top + 1, (1 - shareX) * shareY);
        addPixel(left + 1, top + 1, shareX * shareY);
    }

    private void addPixel(int x, int y, double weight) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        int at = (y * width + x) * 3;
        blue += weight * (bgr[at] & 0xff);
        green += weight * (bgr[at + 1] & 0xff);
        red += weight * (bgr[at + 2] & 0xff);
    }
}
