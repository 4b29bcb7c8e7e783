package org.gaitsuite.video;

/**
 * How a stored picture is turned to stand upright: mirrored first where the camera mirrored it, then turned clockwise.
 *
 * @param clockwiseDegrees 0, 90, 180 or 270
 * @param mirrored whether left and right are exchanged before the turn
 */
record Orientation(int clockwiseDegrees, boolean mirrored) {
    static final Orientation UPRIGHT = new Orientation(0, false);

    Orientation {
        if (clockwiseDegrees % 90 != 0 || clockwiseDegrees < 0 || clockwiseDegrees > 270) {
            throw new IllegalArgumentException("%d degrees is no quarter turn".formatted(clockwiseDegrees));
        }
    }

    /**
     * Reads the display matrix of ISO/IEC 14496-12 (8.3.2): a stored point (p, q) is shown at (a·p + c·q, b·p + d·q), y down. A turn
     * that is no quarter goes to the nearest one, as players do.
     *
     * @param matrix nine 16.16 fixed-point numbers {a, b, u, c, d, v, x, y, w}
     */
    static Orientation ofDisplayMatrix(int[] matrix) {
        double a = matrix[0];
        double b = matrix[1];
        double c = matrix[3];
        double d = matrix[4];
        boolean mirrored = a * d - b * c < 0;
        // The image of the x axis, after undoing the mirror, tells the turn; y points down, so positive is clockwise.
        double axisX = mirrored ? -a : a;
        double axisY = mirrored ? -b : b;
        if (axisX == 0 && axisY == 0) {
            return UPRIGHT;
        }
        int quarters = (int) Math.round(Math.toDegrees(Math.atan2(axisY, axisX)) / 90);
        return new Orientation(Math.floorMod(quarters, 4) * 90, mirrored);
    }

    /** The display matrix that says this, the reverse of {@link #ofDisplayMatrix}. */
    int[] toDisplayMatrix() {
        int one = 1 << 16;
        int cos = clockwiseDegrees == 0 ? one : clockwiseDegrees == 180 ? -one : 0;
        int sin = clockwiseDegrees == 90 ? one : clockwiseDegrees == 270 ? -one : 0;
        int flip = mirrored ? -1 : 1;
        return new int[] {cos * flip, sin * flip, 0, -sin, cos, 0, 0, 0, 1 << 30};
    }

    /** Whether width and height change places. */
    boolean swapsSides() {
        return clockwiseDegrees == 90 || clockwiseDegrees == 270;
    }

    /**
     * Turns a picture upright.
     *
     * @param stored rows of {@code stride} bytes, each element of {@code depth} of them
     * @param upright width × height × depth bytes of the upright picture, rows without padding
     */
    void apply(byte[] stored, int stride, int depth, int storedWidth, int storedHeight, byte[] upright) {
        int width = swapsSides() ? storedHeight : storedWidth;
        int height = swapsSides() ? storedWidth : storedHeight;
        int target = 0;
        for (int y = 0; y < height; y++) {
            int startX = 0;
            int startY = 0;
            int stepX = 0;
            int stepY = 0;
            switch (clockwiseDegrees) {
                case 90 -> {
                    startX = y;
                    startY = storedHeight - 1;
                    stepY = -1;
                }
                case 180 -> {
                    startX = storedWidth - 1;
                    startY = storedHeight - 1 - y;
                    stepX = -1;
                }
                case 270 -> {
                    startX = storedWidth - 1 - y;
                    stepY = 1;
                }
                default -> {
                    startY = y;
                    stepX = 1;
                }
            }
            if (mirrored) {
                startX = storedWidth - 1 - startX;
                stepX = -stepX;
            }
            int source = startY * stride + startX * depth;
            int step = stepY * stride + stepX * depth;
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < depth; c++) {
                    upright[target++] = stored[source + c];
                }
                source += step;
            }
        }
    }
}
