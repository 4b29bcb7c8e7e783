package org.gaitsuite.pose.silhouette;

/**
 * Which picture elements differ from the background: colour distance over noise, smoothed over 3 × 3, with hysteresis. Shadows
 * (darker, same hue) are marked apart, for only the geometry of the walker tells them from dark clothes. Not thread-safe: buffers
 * are reused.
 */
final class Foreground {
    /** Distance in units of the noise above which an element is surely foreground. */
    private static final float STRONG = 5.5f;
    /** Distance that suffices beside a sure one. */
    private static final float WEAK = 3.2f;

    static final byte BACK = 0;
    static final byte FORE = 1;
    static final byte SHADE = 2;

    private final Background background;
    private final int width;
    private final int height;
    private final float[] distance;
    private final float[] smooth;
    private final boolean[] shade;
    private final int[] stack;

    Foreground(Background background) {
        this.background = background;
        this.width = background.width();
        this.height = background.height();
        distance = new float[width * height];
        smooth = new float[width * height];
        shade = new boolean[width * height];
        stack = new int[width * height];
    }

    /** Classifies each element of the frame as {@link #BACK}, {@link #FORE} or {@link #SHADE}. */
    void classify(byte[] bgr, byte[] classes) {
        measure(bgr);
        blur();
        int top = 0;
        for (int i = 0; i < classes.length; i++) {
            classes[i] = BACK;
            if (smooth[i] > STRONG) {
                classes[i] = FORE;
                stack[top++] = i;
            }
        }
        while (top > 0) {
            int i = stack[--top];
            int x = i % width;
            top = grow(classes, i - 1, x > 0, top);
            top = grow(classes, i + 1, x < width - 1, top);
            top = grow(classes, i - width, i >= width, top);
            top = grow(classes, i + width, i < classes.length - width, top);
        }
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] == FORE && shade[i]) {
                classes[i] = SHADE;
            }
        }
    }

    private int grow(byte[] classes, int i, boolean inside, int top) {
        if (inside && classes[i] == BACK && smooth[i] > WEAK) {
            classes[i] = FORE;
            stack[top++] = i;
        }
        return top;
    }

    private void measure(byte[] bgr) {
        byte[] back = background.bgr();
        float[] noise = background.noise();
        for (int i = 0; i < distance.length; i++) {
            int at = 3 * i;
            int b0 = back[at] & 0xff;
            int b1 = back[at + 1] & 0xff;
            int b2 = back[at + 2] & 0xff;
            int p0 = bgr[at] & 0xff;
            int p1 = bgr[at + 1] & 0xff;
            int p2 = bgr[at + 2] & 0xff;
            float d0 = p0 - b0;
            float d1 = p1 - b1;
            float d2 = p2 - b2;
            float squares = d0 * d0 + d1 * d1 + d2 * d2;
            distance[i] = (float) Math.sqrt(squares / 3) / noise[i];
            // Horprasert 1999: brightness distortion a, and what colour remains once it is taken out
            float bb = b0 * b0 + b1 * b1 + b2 * b2 + 1;
            float a = (p0 * b0 + p1 * b1 + p2 * b2) / bb;
            boolean darker = a > 0.4f && a < 0.97f;
            if (darker) {
                float c0 = p0 - a * b0;
                float c1 = p1 - a * b1;
                float c2 = p2 - a * b2;
                float limit = 2.5f * noise[i] * noise[i] + 40;
                shade[i] = c0 * c0 + c1 * c1 + c2 * c2 < 3 * limit;
            } else {
                shade[i] = false;
            }
        }
    }

    /** Binomial 3 × 3; the border keeps its raw value. */
    private void blur() {
        System.arraycopy(distance, 0, smooth, 0, distance.length);
        for (int y = 1; y < height - 1; y++) {
            int row = y * width;
            for (int x = 1; x < width - 1; x++) {
                int i = row + x;
                float up = distance[i - width - 1] + 2 * distance[i - width] + distance[i - width + 1];
                float mid = distance[i - 1] + 2 * distance[i] + distance[i + 1];
                float down = distance[i + width - 1] + 2 * distance[i + width] + distance[i + width + 1];
                smooth[i] = (up + 2 * mid + down) / 16;
            }
        }
    }
}
