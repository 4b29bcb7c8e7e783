package org.gaitsuite.pose.silhouette;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the camera stands still. The picture is cut into 4 × 3 tiles; in each the column and row profiles of brightness
 * edges of this and the earlier picture are laid over one another where they fit best. A walker moves a few tiles, a camera all:
 * the median shift is the camera's. Not thread-safe.
 */
final class CameraMotion {
    private static final int COLUMNS = 4;
    private static final int ROWS = 3;
    private static final int REACH = 8;
    private static final double STILL = 1.0;

    private double @Nullable [][] previous;
    private double walkedX;
    private double walkedY;
    private double farthest;
    private int moved;
    private int compared;

    /** Frames should come some 0.1 s apart. */
    void offer(byte[] luma, int width, int height) {
        double[][] profiles = profiles(luma, width, height);
        double[][] before = previous;
        previous = profiles;
        if (before == null) {
            return;
        }
        double[] dx = new double[COLUMNS * ROWS];
        double[] dy = new double[COLUMNS * ROWS];
        for (int tile = 0; tile < dx.length; tile++) {
            dx[tile] = shift(before[2 * tile], profiles[2 * tile]);
            dy[tile] = shift(before[2 * tile + 1], profiles[2 * tile + 1]);
        }
        double x = median(dx);
        double y = median(dy);
        compared++;
        if (Math.abs(x) >= STILL || Math.abs(y) >= STILL) {
            moved++;
        }
        walkedX += x;
        walkedY += y;
        farthest = Math.max(farthest, Math.hypot(walkedX, walkedY));
    }

    /** Farthest the picture has wandered from where it began, in decoded pixels. */
    double farthestPixels() {
        return farthest;
    }

    /** A single knock is no moving camera; wandering off, or shaking for a good part of the time, is. */
    boolean moves(int pictureHeight) {
        return wandersOff(pictureHeight) || (compared > 0 && moved > 0.25 * compared);
    }

    /** What no later picture can put right. */
    boolean wandersOff(int pictureHeight) {
        return farthest > 0.03 * pictureHeight && moved > 2;
    }

    private static double[][] profiles(byte[] luma, int width, int height) {
        double[][] out = new double[2 * COLUMNS * ROWS][];
        int tileWidth = width / COLUMNS;
        int tileHeight = height / ROWS;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int[] columns = new int[tileWidth];
                int[] rows = new int[tileHeight];
                for (int y = 0; y < tileHeight; y++) {
                    int from = (row * tileHeight + y) * width + column * tileWidth;
                    int sum = 0;
                    for (int x = 0; x < tileWidth; x++) {
                        columns[x] += luma[from + x] & 0xff;
                        sum += luma[from + x] & 0xff;
                    }
                    rows[y] = sum;
                }
                int tile = row * COLUMNS + column;
                out[2 * tile] = edges(columns);
                out[2 * tile + 1] = edges(rows);
            }
        }
        return out;
    }

    private static double[] edges(int[] sums) {
        double[] out = new double[sums.length - 1];
        for (int i = 0; i < out.length; i++) {
            out[i] = sums[i + 1] - sums[i];
        }
        return out;
    }

    private static double shift(double[] a, double[] b) {
        double best = cost(a, b, 0);
        double contrast = 0;
        for (double v : a) {
            contrast += v * v;
        }
        if (contrast <= 0) {
            return 0;
        }
        int at = 0;
        for (int s = -REACH; s <= REACH; s++) {
            double c = cost(a, b, s);
            // standing still is believed unless moving explains clearly more
            if (c < best && c < 0.7 * cost(a, b, 0)) {
                best = c;
                at = s;
            }
        }
        return at;
    }

    private static double cost(double[] a, double[] b, int s) {
        double sum = 0;
        for (int i = REACH; i < a.length - REACH; i++) {
            double d = b[i + s] - a[i];
            sum += d * d;
        }
        return sum;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
