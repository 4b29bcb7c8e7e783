package org.gaitsuite.pose.silhouette;

/**
 * Lets every frame leave the periodic gait as far as its own picture demands: Gauss-Newton over the poses of all frames together,
 * with the periodic pose as prior and a penalty on the acceleration of the departure, so that a frame whose legs hide each other
 * follows its neighbours. One banded system a round.
 */
final class SmoothFit {
    private static final int ROUNDS = 14;
    private static final double SOFTNESS = 0.8;
    private static final double DATA = 1.0;
    /** Departure from the periodic pose: statures for the hip, radians for angles. */
    private static final double HIP_SPREAD = 0.01;

    private static final double[] ANGLE_SPREAD = {0.10, 0.12, 0.20};
    /** Acceleration of the departure: statures/s² and radians/s². */
    private static final double HIP_ACCELERATION = 1.0;

    private static final double[] ANGLE_ACCELERATION = {15, 25, 50};

    private final WalkPictures walk;
    private final double[] shape;
    private final double[][] periodic;
    private final LegResidual residual = new LegResidual();

    SmoothFit(WalkPictures walk, double[] shape, double[][] periodic) {
        this.walk = walk;
        this.shape = shape;
        this.periodic = periodic;
    }

    /** Poses of all frames. */
    double[][] fit() {
        int frames = walk.frames();
        double[][] poses = new double[frames][];
        for (int i = 0; i < frames; i++) {
            poses[i] = periodic[i].clone();
        }
        double damping = 1e-3;
        double cost = cost(poses);
        for (int round = 0; round < ROUNDS; round++) {
            int n = frames * LegModel.POSE;
            double[][] matrix = new double[n][0];
            double[] step = new double[n];
            assemble(poses, matrix, step, damping);
            Banded.solve(matrix, step, 2 * LegModel.POSE + LegModel.POSE - 1);
            double[][] trial = new double[frames][LegModel.POSE];
            for (int i = 0; i < frames; i++) {
                for (int j = 0; j < LegModel.POSE; j++) {
                    trial[i][j] = poses[i][j] + step[i * LegModel.POSE + j];
                }
            }
            double trialCost = cost(trial);
            if (trialCost < cost) {
                boolean settled = cost - trialCost < 1e-4 * cost;
                poses = trial;
                cost = trialCost;
                damping = Math.max(1e-6, damping / 5);
                if (settled) {
                    break;
                }
            } else {
                damping = Math.max(damping * 10, 1e-3);
            }
        }
        return poses;
    }

    /** How much of the legs in the picture the pose explains, 0..1; NaN where there is no picture. */
    double[] overlap(double[][] poses) {
        double[] out = new double[poses.length];
        for (int i = 0; i < poses.length; i++) {
            LegPicture picture = walk.picture(i);
            out[i] = Double.NaN;
            if (picture != null) {
                residual.evaluate(picture, poses[i], shape, SOFTNESS, false);
                out[i] = residual.overlap;
            }
        }
        return out;
    }

    private static double spread(int j) {
        return j < 2 ? HIP_SPREAD : ANGLE_SPREAD[(j - 2) % 3];
    }

    private static double acceleration(int j) {
        return j < 2 ? HIP_ACCELERATION : ANGLE_ACCELERATION[(j - 2) % 3];
    }

    private double cost(double[][] poses) {
        double cost = 0;
        for (int i = 0; i < poses.length; i++) {
            LegPicture picture = walk.picture(i);
            if (picture != null) {
                cost += DATA * residual.evaluate(picture, poses[i], shape, SOFTNESS, false);
            }
            double interval = interval(i);
            for (int j = 0; j < LegModel.POSE; j++) {
                double d = poses[i][j] - periodic[i][j];
                cost += interval * d * d / (spread(j) * spread(j));
                if (i >= 1 && i + 1 < poses.length) {
                    double second = second(poses, i, j);
                    cost += interval * second * second / (acceleration(j) * acceleration(j));
                }
            }
        }
        return cost;
    }

    /** Priors are stated for 30 frames a second; faster video has more frames, not more knowledge beforehand. */
    private double interval(int i) {
        double[] t = walk.time();
        int a = Math.max(0, i - 1);
        int b = Math.min(t.length - 1, i + 1);
        return 30 * (t[b] - t[a]) / (b - a);
    }

    /** Weights of the three frames around i in the second derivative. */
    private double[] weights(int i) {
        double[] t = walk.time();
        double before = t[i] - t[i - 1];
        double after = t[i + 1] - t[i];
        double whole = before + after;
        return new double[] {2 / (before * whole), -2 / (before * after), 2 / (after * whole)};
    }

    private double second(double[][] poses, int i, int j) {
        double[] w = weights(i);
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            sum += w[k] * (poses[i - 1 + k][j] - periodic[i - 1 + k][j]);
        }
        return sum;
    }

    private void assemble(double[][] poses, double[][] matrix, double[] right, double damping) {
        int size = LegModel.POSE;
        for (int r = 0; r < matrix.length; r++) {
            matrix[r] = new double[Banded.rowLength(r, 3 * size - 1)];
        }
        for (int i = 0; i < poses.length; i++) {
            LegPicture picture = walk.picture(i);
            if (picture != null) {
                residual.evaluate(picture, poses[i], shape, SOFTNESS, true);
                for (int p = 0; p < size; p++) {
                    right[i * size + p] -= DATA * residual.gradient[p];
                    for (int q = 0; q <= p; q++) {
                        Banded.add(matrix, i * size + p, i * size + q, DATA * residual.hessian[p][q]);
                    }
                }
            }
            double interval = interval(i);
            for (int j = 0; j < size; j++) {
                double precision = interval / (spread(j) * spread(j));
                Banded.add(matrix, i * size + j, i * size + j, precision);
                right[i * size + j] -= precision * (poses[i][j] - periodic[i][j]);
                if (i >= 1 && i + 1 < poses.length) {
                    smoothness(poses, matrix, right, i, j, interval / (acceleration(j) * acceleration(j)));
                }
            }
        }
        for (int r = 0; r < matrix.length; r++) {
            matrix[r][matrix[r].length - 1] *= 1 + damping;
        }
    }

    private void smoothness(double[][] poses, double[][] matrix, double[] right, int i, int j, double precision) {
        double[] w = weights(i);
        double second = second(poses, i, j);
        for (int a = 0; a < 3; a++) {
            int row = (i - 1 + a) * LegModel.POSE + j;
            right[row] -= precision * w[a] * second;
            for (int b = 0; b <= a; b++) {
                Banded.add(matrix, row, (i - 1 + b) * LegModel.POSE + j, precision * w[a] * w[b]);
            }
        }
    }
}
