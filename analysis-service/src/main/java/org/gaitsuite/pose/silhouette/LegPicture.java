package org.gaitsuite.pose.silhouette;

/**
 * The lower half of one frame's silhouette on a grid that moves and scales with the walker, always walking to the right: each cell
 * holds the share of it that is body, 0..1.
 *
 * @param coverage {@link #ROWS} × {@link #COLUMNS}, row 0 lowest
 * @param centreX forward of the centre of the whole video picture, in statures from the reference point
 * @param centreY its height
 */
record LegPicture(float[] coverage, double centreX, double centreY) {
    /** Side of a cell in statures. */
    static final double CELL = 0.01;

    static final int COLUMNS = 116;
    static final int ROWS = 68;
    /** Left edge and lower edge of the grid in statures from the reference point on the ground. */
    static final double LEFT = -0.58;

    static final double BOTTOM = -0.05;

    float at(int row, int column) {
        return coverage[row * COLUMNS + column];
    }

    /** Convolved thrice with a box of the given half width in cells, which is nearly a Gauss curve. */
    LegPicture blurred(int half) {
        if (half == 0) {
            return this;
        }
        float[] values = coverage.clone();
        for (int pass = 0; pass < 2; pass++) {
            float[] rows = new float[values.length];
            for (int r = 0; r < ROWS; r++) {
                for (int c = 0; c < COLUMNS; c++) {
                    float sum = 0;
                    for (int k = -half; k <= half; k++) {
                        sum += values[r * COLUMNS + Math.clamp(c + k, 0, COLUMNS - 1)];
                    }
                    rows[r * COLUMNS + c] = sum / (2 * half + 1);
                }
            }
            for (int r = 0; r < ROWS; r++) {
                for (int c = 0; c < COLUMNS; c++) {
                    float sum = 0;
                    for (int k = -half; k <= half; k++) {
                        sum += rows[Math.clamp(r + k, 0, ROWS - 1) * COLUMNS + c];
                    }
                    values[r * COLUMNS + c] = sum / (2 * half + 1);
                }
            }
        }
        return new LegPicture(values, centreX, centreY);
    }
}
