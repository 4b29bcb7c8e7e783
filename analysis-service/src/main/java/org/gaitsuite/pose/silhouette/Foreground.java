package org.gaitsuite.pose.silhouette;

import org.gaitsuite.video.VideoPlanes;

/**
 * Which picture elements differ from the background: colour distance over noise, smoothed over 3 × 3, with hysteresis. The distance is that
 * of red, green and blue, worked out from the stored colours without converting the picture. Shadows (darker, same hue) are told
 * apart, for only the geometry of the walker tells them from dark clothes. Not thread-safe: buffers are reused.
 */
final class Foreground {
    /** Distance in units of the noise above which an element is surely foreground. */
    private static final float STRONG = 5.5f;
    /** Distance that suffices beside a sure one. */
    private static final float WEAK = 3.2f;

    private final Background background;
    private final int width;
    private final int height;
    private final int chromaWidth;
    private final float[] perNoise;
    private final float[][] raw = new float[3][];
    private final float[][] across = new float[3][];
    private final float[] smooth;
    private final float[] chromaSquares;
    private final float[] chromaSlopes;
    private final float[] blockSquares;
    private final float[] blockSlopes;
    private final Runs differing = new Runs(false);

    Foreground(Background background) {
        this.background = background;
        VideoPlanes still = background.still();
        width = still.width();
        height = still.height();
        chromaWidth = still.chromaWidth();
        perNoise = new float[width * height];
        float[] noise = background.noise();
        for (int i = 0; i < perNoise.length; i++) {
            perNoise[i] = (float) (1 / (Math.sqrt(3) * noise[i]));
        }
        for (int i = 0; i < raw.length; i++) {
            raw[i] = new float[width];
            across[i] = new float[width];
        }
        smooth = new float[width];
        chromaSquares = new float[2 * chromaWidth];
        chromaSlopes = new float[2 * chromaWidth];
        blockSquares = new float[chromaWidth];
        blockSlopes = new float[chromaWidth];
    }

    /** Leaves in {@code found} what differs. */
    void find(VideoPlanes picture, Runs found) {
        differing.clear();
        measure(picture, 0);
        for (int y = 0; y < height; y++) {
            if (y + 1 < height) {
                measure(picture, y + 1);
            }
            blur(y);
            cut(y);
        }
        found.clear();
        for (int run = 0; run < differing.count(); run++) {
            if (differing.inMarked(run)) {
                found.add(differing.row(run), differing.start(run), differing.end(run), false);
            }
        }
    }

    /**
     * The distances of one row. With d the difference in brightness and u, v those in colour, the squares of the differences in red, green
     * and blue add up to 4.065 d² + (3.783 u + 1.823 v) d + 4.222 u² + 3.208 v² + 0.637 u v (ITU-R BT.601).
     */
    private void measure(VideoPlanes picture, int y) {
        if (y % 2 == 0) {
            measureChroma(picture, y / 2);
        }
        float[] into = raw[y % 3];
        byte[] luma = picture.luma();
        byte[] still = background.still().luma();
        int row = y * width;
        for (int x = 0; x < width; x++) {
            float d = (luma[row + x] & 0xff) - (still[row + x] & 0xff);
            float squares = (4.065f * d + chromaSlopes[x]) * d + chromaSquares[x];
            into[x] = (float) Math.sqrt(Math.max(squares, 0f)) * perNoise[row + x];
        }
        float[] sums = across[y % 3];
        for (int x = 1; x < width - 1; x++) {
            sums[x] = into[x - 1] + 2 * into[x] + into[x + 1];
        }
    }

    private void measureChroma(VideoPlanes picture, int row) {
        byte[] blueness = picture.blueness();
        byte[] redness = picture.redness();
        byte[] stillBlueness = background.still().blueness();
        byte[] stillRedness = background.still().redness();
        int from = row * chromaWidth;
        for (int x = 0; x < chromaWidth; x++) {
            float u = (blueness[from + x] & 0xff) - (stillBlueness[from + x] & 0xff);
            float v = (redness[from + x] & 0xff) - (stillRedness[from + x] & 0xff);
            blockSquares[x] = (4.222f * u + 0.637f * v) * u + 3.208f * v * v;
            blockSlopes[x] = 3.783f * u + 1.823f * v;
        }
        for (int x = 0; x < chromaWidth; x++) {
            chromaSquares[2 * x] = blockSquares[x];
            chromaSquares[2 * x + 1] = blockSquares[x];
            chromaSlopes[2 * x] = blockSlopes[x];
            chromaSlopes[2 * x + 1] = blockSlopes[x];
        }
    }

    /** Binomial 3 × 3; the border keeps its raw value. */
    private void blur(int y) {
        float[] here = raw[y % 3];
        if (y == 0 || y == height - 1) {
            System.arraycopy(here, 0, smooth, 0, width);
            return;
        }
        float[] up = across[(y + 2) % 3];
        float[] middle = across[y % 3];
        float[] down = across[(y + 1) % 3];
        for (int x = 1; x < width - 1; x++) {
            smooth[x] = (up[x] + 2 * middle[x] + down[x]) * 0.0625f;
        }
        smooth[0] = here[0];
        smooth[width - 1] = here[width - 1];
    }

    private void cut(int y) {
        int x = 0;
        while (x < width) {
            if (smooth[x] <= WEAK) {
                x++;
                continue;
            }
            int start = x;
            boolean sure = false;
            while (x < width && smooth[x] > WEAK) {
                sure |= smooth[x] > STRONG;
                x++;
            }
            differing.add(y, start, x, sure);
        }
    }

    /** Whether a place may be a shadow: Horprasert 1999, darker by a factor with little colour left once that is taken out. */
    boolean shade(VideoPlanes picture, int x, int y) {
        int luma = y * width + x;
        int chroma = y / 2 * chromaWidth + x / 2;
        VideoPlanes still = background.still();
        float grey = 1.164f * ((picture.luma()[luma] & 0xff) - 16);
        float u = (picture.blueness()[chroma] & 0xff) - 128;
        float v = (picture.redness()[chroma] & 0xff) - 128;
        float p0 = within(grey + 2.017f * u);
        float p1 = within(grey - 0.392f * u - 0.813f * v);
        float p2 = within(grey + 1.596f * v);
        grey = 1.164f * ((still.luma()[luma] & 0xff) - 16);
        u = (still.blueness()[chroma] & 0xff) - 128;
        v = (still.redness()[chroma] & 0xff) - 128;
        float b0 = within(grey + 2.017f * u);
        float b1 = within(grey - 0.392f * u - 0.813f * v);
        float b2 = within(grey + 1.596f * v);
        float a = (p0 * b0 + p1 * b1 + p2 * b2) / (b0 * b0 + b1 * b1 + b2 * b2 + 1);
        if (a <= 0.4f || a >= 0.97f) {
            return false;
        }
        float c0 = p0 - a * b0;
        float c1 = p1 - a * b1;
        float c2 = p2 - a * b2;
        float noise = background.noise()[luma];
        return c0 * c0 + c1 * c1 + c2 * c2 < 3 * (2.5f * noise * noise + 40);
    }

    private static float within(float value) {
        return Math.clamp(value, 0f, 255f);
    }
}
