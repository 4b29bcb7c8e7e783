package org.gaitsuite.pose.silhouette;

import java.util.Arrays;

/**
 * Fits one {@link PeriodicGait} to all pictures of a walk together (Levenberg-Marquardt, from soft outlines to sharp ones). While
 * the legs cross, one picture does not tell them apart; all of them together do.
 */
final class PeriodicFit {
    /** Softness of the outline in cells, and rounds spent on it. */
    private static final double[] SOFTNESS = {3.0, 1.6, 0.9};

    private static final int[] BLUR = {3, 1, 0};
    private static final int[] ROUNDS = {8, 8, 12};
    /** What one cell's squared residual weighs against the priors: neighbouring cells err together. */
    private static final double DATA = 1.0;

    private static final double PICTURES_PER_SECOND = 15;

    private final WalkPictures walk;
    private final PeriodicGait gait;
    private final LegResidual residual = new LegResidual();

    PeriodicFit(WalkPictures walk, PeriodicGait gait) {
        this.walk = walk;
        this.gait = gait;
    }

    double[] fit() {
        double[] parameters = gait.prior();
        for (int stage = 0; stage < SOFTNESS.length; stage++) {
            parameters = stage(parameters, stage);
        }
        return parameters;
    }

    /** A periodic walk is known from some fifteen pictures a second; more only take time. */
    private int stride() {
        double[] time = walk.time();
        double frameRate = (time.length - 1) / (time[time.length - 1] - time[0]);
        return Math.max(1, (int) Math.round(frameRate / PICTURES_PER_SECOND));
    }

    private double[] stage(double[] start, int stage) {
        LegPicture[] pictures = new LegPicture[walk.frames()];
        boolean[] present = new boolean[pictures.length];
        int stride = stride();
        for (int i = 0; i < pictures.length; i += stride) {
            LegPicture picture = walk.picture(i);
            if (picture != null) {
                pictures[i] = picture.blurred(BLUR[stage]);
                present[i] = true;
            }
        }
        int n = gait.size();
        double[] parameters = start;
        double damping = 1e-2;
        double cost = cost(parameters, pictures, present, stage);
        for (int round = 0; round < ROUNDS[stage]; round++) {
            double[][] hessian = new double[n][n];
            double[] gradient = new double[n];
            assemble(parameters, pictures, present, stage, hessian, gradient);
            boolean better = false;
            for (int attempt = 0; attempt < 5 && !better; attempt++) {
                double[][] matrix = new double[n][];
                double[] step = new double[n];
                for (int i = 0; i < n; i++) {
                    matrix[i] = Arrays.copyOf(hessian[i], i + 1);
                    matrix[i][i] *= 1 + damping;
                    step[i] = -gradient[i];
                }
                Cholesky.solve(matrix, step);
                double[] trial = parameters.clone();
                for (int i = 0; i < n; i++) {
                    trial[i] += step[i];
                }
                double trialCost = cost(trial, pictures, present, stage);
                if (trialCost < cost) {
                    better = true;
                    damping = Math.max(1e-5, damping / 5);
                    boolean settled = cost - trialCost < 1e-4 * cost;
                    parameters = trial;
                    cost = trialCost;
                    if (settled) {
                        return parameters;
                    }
                } else {
                    damping *= 8;
                }
            }
            if (!better) {
                break;
            }
        }
        return parameters;
    }

    private double cost(double[] parameters, LegPicture[] pictures, boolean[] present, int stage) {
        double[] shape = PeriodicGait.shape(parameters);
        double cost = 0;
        for (int i = 0; i < pictures.length; i++) {
            if (present[i]) {
                double[] pose = gait.pose(walk.time()[i], parameters, new double[0][]);
                cost += DATA * residual.evaluate(pictures[i], pose, shape, SOFTNESS[stage], false);
            }
        }
        double[] prior = gait.prior();
        for (int i = 0; i < prior.length; i++) {
            double d = parameters[i] - prior[i];
            cost += gait.precision(i) * d * d;
        }
        return cost;
    }

    private void assemble(
            double[] parameters,
            LegPicture[] pictures,
            boolean[] present,
            int stage,
            double[][] hessian,
            double[] gradient) {
        int n = gait.size();
        double[] shape = PeriodicGait.shape(parameters);
        double[][] chain = new double[LegModel.ALL][n];
        for (int s = 0; s < LegModel.SHAPE; s++) {
            chain[LegModel.POSE + s][PeriodicGait.SHAPE_AT + s] = 1;
        }
        for (int i = 0; i < pictures.length; i++) {
            if (present[i]) {
                double[] pose = gait.pose(walk.time()[i], parameters, chain);
                residual.evaluate(pictures[i], pose, shape, SOFTNESS[stage], true);
                accumulate(chain, hessian, gradient);
            }
        }
        double[] prior = gait.prior();
        for (int i = 0; i < n; i++) {
            hessian[i][i] += gait.precision(i);
            gradient[i] += gait.precision(i) * (parameters[i] - prior[i]);
        }
    }

    /** hessian += chainᵀ H chain, gradient += chainᵀ g, touching only what is not zero. */
    private void accumulate(double[][] chain, double[][] hessian, double[] gradient) {
        int n = gait.size();
        double[] product = new double[n];
        for (int p = 0; p < LegModel.ALL; p++) {
            Arrays.fill(product, 0);
            for (int q = 0; q < LegModel.ALL; q++) {
                double h = DATA * (q <= p ? residual.hessian[p][q] : residual.hessian[q][p]);
                if (h != 0) {
                    double[] line = chain[q];
                    for (int i = 0; i < n; i++) {
                        product[i] += h * line[i];
                    }
                }
            }
            double g = DATA * residual.gradient[p];
            for (int i = 0; i < n; i++) {
                double c = chain[p][i];
                if (c != 0) {
                    gradient[i] += c * g;
                    double[] line = hessian[i];
                    for (int j = 0; j <= i; j++) {
                        line[j] += c * product[j];
                    }
                }
            }
        }
    }
}
