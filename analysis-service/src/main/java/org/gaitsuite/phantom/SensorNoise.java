package org.gaitsuite.phantom;

/** The camera's grain: independent from frame to frame and pixel to pixel, repeatable by seed. Immutable. */
final class SensorNoise {
    private static final int TABLE = 1 << 18;
    private final long seed;
    private final float[] table;

    /** @param sigma standard deviation in grey levels */
    SensorNoise(long seed, double sigma) {
        this.seed = seed;
        this.table = new float[sigma == 0 ? 0 : TABLE];
        Dice dice = new Dice(seed, 4);
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) (sigma * dice.normal());
        }
    }

    /**
     * Rounds a picture to bytes with this frame's noise.
     *
     * @param rowLength values a row
     */
    void develop(float[] picture, byte[] out, int rowLength, int frame) {
        Dice dice = new Dice(seed, 1000L + frame);
        for (int start = 0; start < out.length; start += rowLength) {
            int length = Math.min(rowLength, out.length - start);
            if (table.length == 0) {
                for (int i = start; i < start + length; i++) {
                    out[i] = (byte) (int) Math.clamp(picture[i] + 0.5f, 0f, 255f);
                }
            } else {
                int offset = dice.below(TABLE - rowLength);
                for (int i = 0; i < length; i++) {
                    out[start + i] =
                            (byte) (int) Math.min(255f, Math.max(0f, picture[start + i] + table[offset + i] + 0.5f));
                }
            }
        }
    }
}
