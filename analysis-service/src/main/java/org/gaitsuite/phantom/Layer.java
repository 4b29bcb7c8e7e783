package org.gaitsuite.phantom;

import java.util.Arrays;

/**
 * A transparent picture the size of the frame: colour already multiplied by coverage, coverage 0..1, and depth. Only the dirty rectangle is ever
 * touched. Not thread-safe.
 */
final class Layer {
    static final int CHANNELS = 4;
    private final int width;
    private final int height;

    /** Blue, green, red, coverage of each pixel. */
    private final float[] pixels;

    private final float[] depth;
    private int left;
    private int top;
    private int right;
    private int bottom;

    Layer(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new float[width * height * CHANNELS];
        this.depth = new float[width * height];
        this.left = width;
        this.top = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    /** Exclusive. */
    int right() {
        return right;
    }

    /** Exclusive. */
    int bottom() {
        return bottom;
    }

    float[] pixels() {
        return pixels;
    }

    void clear() {
        for (int y = top; y < bottom; y++) {
            Arrays.fill(pixels, (y * width + left) * CHANNELS, (y * width + right) * CHANNELS, 0f);
            Arrays.fill(depth, y * width + left, y * width + right, 0f);
        }
        left = width;
        top = height;
        right = 0;
        bottom = 0;
    }

    void touch(int x0, int y0, int x1, int y1) {
        left = Math.min(left, x0);
        top = Math.min(top, y0);
        right = Math.max(right, x1);
        bottom = Math.max(bottom, y1);
    }

    /** A fragment over what is farther away, or under what is nearer. The rectangle must have been touched. */
    void add(int x, int y, float blue, float green, float red, float cover, float z) {
        int at = y * width + x;
        int p = at * CHANNELS;
        float present = pixels[p + 3];
        if (present == 0 || z < depth[at]) {
            float rest = 1 - cover;
            pixels[p] = blue * cover + pixels[p] * rest;
            pixels[p + 1] = green * cover + pixels[p + 1] * rest;
            pixels[p + 2] = red * cover + pixels[p + 2] * rest;
            pixels[p + 3] = cover + present * rest;
            if (cover > 0.5f || present == 0) {
                depth[at] = z;
            }
        } else if (present < 1) {
            float share = cover * (1 - present);
            pixels[p] += blue * share;
            pixels[p + 1] += green * share;
            pixels[p + 2] += red * share;
            pixels[p + 3] += share;
        }
    }

    /** Adds a share of another layer: exposure over a part of the shutter's time. */
    void expose(Layer other, float share) {
        if (other.right <= other.left) {
            return;
        }
        touch(other.left, other.top, other.right, other.bottom);
        for (int y = other.top; y < other.bottom; y++) {
            int end = (y * width + other.right) * CHANNELS;
            for (int p = (y * width + other.left) * CHANNELS; p < end; p++) {
                pixels[p] += share * other.pixels[p];
            }
        }
    }
}
