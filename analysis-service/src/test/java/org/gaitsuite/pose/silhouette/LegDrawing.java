package org.gaitsuite.pose.silhouette;

/** Draws the legs of a pose as a picture with hard edges: what a faultless background subtraction would see. */
final class LegDrawing {
    private LegDrawing() {}

    static LegPicture of(double[] pose, double[] shape, double centreX, double centreY) {
        LegModel model = new LegModel();
        model.place(pose, shape, centreX, centreY);
        float[] cells = new float[LegPicture.ROWS * LegPicture.COLUMNS];
        int fine = 4;
        for (int r = 0; r < LegPicture.ROWS; r++) {
            for (int c = 0; c < LegPicture.COLUMNS; c++) {
                int in = 0;
                for (int k = 0; k < fine * fine; k++) {
                    double x = LegPicture.LEFT + (c + (k % fine + 0.5) / fine) * LegPicture.CELL;
                    double y = LegPicture.BOTTOM + (r + (k / fine + 0.5) / fine) * LegPicture.CELL;
                    in += inside(model, shape, x, y) ? 1 : 0;
                }
                cells[r * LegPicture.COLUMNS + c] = (float) in / (fine * fine);
            }
        }
        return new LegPicture(cells, centreX, centreY);
    }

    private static boolean inside(LegModel model, double[] shape, double x, double y) {
        for (int[] capsule : LegModel.CAPSULES) {
            double ax = model.x[capsule[0]];
            double ay = model.y[capsule[0]];
            double ux = model.x[capsule[1]] - ax;
            double uy = model.y[capsule[1]] - ay;
            double t = Math.clamp(((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy), 0, 1);
            double radius = shape[LegModel.SIZE] * ((1 - t) * shape[capsule[2]] + t * shape[capsule[3]]);
            if (Math.hypot(x - ax - t * ux, y - ay - t * uy) < radius) {
                return true;
            }
        }
        return false;
    }
}
