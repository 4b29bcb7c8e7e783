package org.gaitsuite.phantom;

/** Smooth repeatable noise in 0..1 with mean one half, periodic over a tile. Immutable. */
final class Grain {
    private static final int SIZE = 128;
    private final float[] tile = new float[SIZE * SIZE];

    Grain(long seed) {
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                tile[y * SIZE + x] = (float) Dice.at(seed, x, y);
            }
        }
    }

    /** Value noise with cell size 1. */
    float at(double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        float fx = (float) (x - x0);
        float fy = (float) (y - y0);
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        int xa = x0 & SIZE - 1;
        int xb = x0 + 1 & SIZE - 1;
        int ya = (y0 & SIZE - 1) * SIZE;
        int yb = (y0 + 1 & SIZE - 1) * SIZE;
        float upper = tile[ya + xa] + fx * (tile[ya + xb] - tile[ya + xa]);
        float lower = tile[yb + xa] + fx * (tile[yb + xb] - tile[yb + xa]);
        return upper + fy * (lower - upper);
    }

    /** Three octaves. */
    float rough(double x, double y) {
        return (4 * at(x, y) + 2 * at(2 * x + 17.3, 2 * y + 5.1) + at(4 * x + 3.7, 4 * y + 11.9)) / 7;
    }
}
