package org.gaitsuite.pose.silhouette;

import java.util.Arrays;

/**
 * How badly a pose and a shape explain one picture of the legs: sum over cells of (model coverage - seen coverage)², with the normal
 * equations of its Gauss-Newton step. Coverage of the model is a logistic of the signed distance to the nearest capsule. Not
 * thread-safe.
 */
final class LegResidual {
    /** Below this height all that is seen must be leg; above it hands and forearms swing by. In statures. */
    private static final double HANDS_BELOW = 0.33;

    private static final double HANDS_ABOVE = 0.44;
    private static final double HANDS_WEIGHT = 0.12;
    /** Below this height shadows lie, which are no sign of a wrong pose. */
    private static final double SHADOWS = 0.06;

    private final LegModel model = new LegModel();
    private final double[] distance = new double[LegPicture.ROWS * LegPicture.COLUMNS];
    private final int[] nearest = new int[distance.length];
    private final double[] row = new double[LegModel.ALL];

    final double[][] hessian = new double[LegModel.ALL][LegModel.ALL];
    final double[] gradient = new double[LegModel.ALL];

    /** Intersection over union of model and body between shadows and hands, after {@link #evaluate}. */
    double overlap;

    /**
     * @param softness of the model's edge, in cells
     * @param derive whether {@link #hessian} and {@link #gradient} are wanted
     * @return the cost
     */
    double evaluate(LegPicture seen, double[] pose, double[] shape, double softness, boolean derive) {
        model.place(pose, shape, seen.centreX(), seen.centreY());
        nearestCapsules(shape, softness);
        if (derive) {
            Arrays.fill(gradient, 0);
            for (double[] line : hessian) {
                Arrays.fill(line, 0);
            }
        }
        double cost = 0;
        double both = 0;
        double either = 0;
        for (int r = 0; r < LegPicture.ROWS; r++) {
            double height = LegPicture.BOTTOM + (r + 0.5) * LegPicture.CELL;
            double share = Math.clamp((height - HANDS_BELOW) / (HANDS_ABOVE - HANDS_BELOW), 0, 1);
            double uncovered = height < -0.012 ? 0.3 : 1 - (1 - HANDS_WEIGHT) * share;
            for (int c = 0; c < LegPicture.COLUMNS; c++) {
                int i = r * LegPicture.COLUMNS + c;
                double m = seen.coverage()[i];
                double d = distance[i];
                double e = coverage(d / softness);
                double residual = e - m;
                double weight = residual < 0 ? uncovered : 1;
                cost += weight * residual * residual;
                if (height > SHADOWS && share == 0) {
                    both += e > 0.5 && m > 0.5 ? 1 : 0;
                    either += e > 0.5 || m > 0.5 ? 1 : 0;
                }
                double slope = e * (1 - e) / softness;
                if (derive && slope > 1e-4) {
                    accumulate(r, c, nearest[i], shape, residual, weight, slope);
                }
            }
        }
        overlap = both / Math.max(1, either);
        return cost;
    }

    private static double coverage(double steps) {
        if (steps > 7) {
            return 0;
        }
        return steps < -7 ? 1 : 1 / (1 + Math.exp(steps));
    }

    private void accumulate(int r, int c, int k, double[] shape, double residual, double weight, double slope) {
        int[] capsule = LegModel.CAPSULES[k];
        int a = capsule[0];
        int b = capsule[1];
        double px = LegPicture.LEFT + (c + 0.5) * LegPicture.CELL;
        double py = LegPicture.BOTTOM + (r + 0.5) * LegPicture.CELL;
        double t = along(a, b, px, py);
        double nx = px - model.x[a] - t * (model.x[b] - model.x[a]);
        double ny = py - model.y[a] - t * (model.y[b] - model.y[a]);
        double length = Math.max(1e-9, Math.hypot(nx, ny));
        nx /= length;
        ny /= length;
        double gain = slope / LegPicture.CELL;
        for (int p = 0; p < LegModel.ALL; p++) {
            double along = nx * ((1 - t) * model.jx[a][p] + t * model.jx[b][p])
                    + ny * ((1 - t) * model.jy[a][p] + t * model.jy[b][p]);
            row[p] = gain * along;
        }
        double size = shape[LegModel.SIZE];
        row[LegModel.POSE + capsule[2]] += gain * size * (1 - t);
        row[LegModel.POSE + capsule[3]] += gain * size * t;
        row[LegModel.POSE + LegModel.SIZE] += gain * ((1 - t) * shape[capsule[2]] + t * shape[capsule[3]]);
        for (int p = 0; p < LegModel.ALL; p++) {
            double wp = weight * row[p];
            if (wp != 0) {
                gradient[p] += wp * residual;
                double[] line = hessian[p];
                for (int q = 0; q <= p; q++) {
                    line[q] += wp * row[q];
                }
            }
        }
    }

    private double along(int a, int b, double px, double py) {
        double ux = model.x[b] - model.x[a];
        double uy = model.y[b] - model.y[a];
        double squared = ux * ux + uy * uy;
        return Math.clamp(((px - model.x[a]) * ux + (py - model.y[a]) * uy) / Math.max(1e-12, squared), 0, 1);
    }

    private void nearestCapsules(double[] shape, double softness) {
        Arrays.fill(distance, 99);
        double margin = (7 * softness + 1) * LegPicture.CELL;
        for (int k = 0; k < LegModel.CAPSULES.length; k++) {
            int[] capsule = LegModel.CAPSULES[k];
            int a = capsule[0];
            int b = capsule[1];
            double ra = shape[LegModel.SIZE] * shape[capsule[2]];
            double rb = shape[LegModel.SIZE] * shape[capsule[3]];
            double reach = Math.max(ra, rb) + margin;
            int c0 = column(Math.min(model.x[a], model.x[b]) - reach);
            int c1 = column(Math.max(model.x[a], model.x[b]) + reach);
            int r0 = line(Math.min(model.y[a], model.y[b]) - reach);
            int r1 = line(Math.max(model.y[a], model.y[b]) + reach);
            for (int r = r0; r <= r1; r++) {
                double py = LegPicture.BOTTOM + (r + 0.5) * LegPicture.CELL;
                for (int c = c0; c <= c1; c++) {
                    double px = LegPicture.LEFT + (c + 0.5) * LegPicture.CELL;
                    double t = along(a, b, px, py);
                    double dx = px - model.x[a] - t * (model.x[b] - model.x[a]);
                    double dy = py - model.y[a] - t * (model.y[b] - model.y[a]);
                    double d = (Math.sqrt(dx * dx + dy * dy) - (1 - t) * ra - t * rb) / LegPicture.CELL;
                    int i = r * LegPicture.COLUMNS + c;
                    if (d < distance[i]) {
                        distance[i] = d;
                        nearest[i] = k;
                    }
                }
            }
        }
    }

    private static int column(double x) {
        return Math.clamp((int) Math.floor((x - LegPicture.LEFT) / LegPicture.CELL), 0, LegPicture.COLUMNS - 1);
    }

    private static int line(double y) {
        return Math.clamp((int) Math.floor((y - LegPicture.BOTTOM) / LegPicture.CELL), 0, LegPicture.ROWS - 1);
    }
}
