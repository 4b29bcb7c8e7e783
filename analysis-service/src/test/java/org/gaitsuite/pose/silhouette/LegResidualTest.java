package org.gaitsuite.pose.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The derivatives by which poses are fitted are those of the cost that is minimised. */
class LegResidualTest {
    private static final double[] POSE = {0.01, 0.51, 0.35, 0.05, -0.2, -0.15, -0.7, -0.9};
    private static final double CENTRE_X = 0.4;
    private static final double CENTRE_Y = 0.55;

    @Test
    void pointsMoveAsTheirDerivativesSay() {
        double[] shape = LegModel.TYPICAL.clone();
        shape[LegModel.NEARNESS] = 0.015;
        shape[LegModel.SIZE] = 0.97;
        LegModel model = new LegModel();
        model.place(POSE, shape, CENTRE_X, CENTRE_Y);
        for (int p = 0; p < LegModel.ALL; p++) {
            double step = 1e-6;
            LegModel up = moved(shape, p, step);
            LegModel down = moved(shape, p, -step);
            for (int i = 0; i < LegModel.POINTS; i++) {
                assertThat(model.jx[i][p])
                        .as("x of point %d by parameter %d", i, p)
                        .isCloseTo((up.x[i] - down.x[i]) / (2 * step), within(1e-6));
                assertThat(model.jy[i][p])
                        .as("y of point %d by parameter %d", i, p)
                        .isCloseTo((up.y[i] - down.y[i]) / (2 * step), within(1e-6));
            }
        }
    }

    private static LegModel moved(double[] shape, int parameter, double by) {
        double[] pose = POSE.clone();
        double[] changed = shape.clone();
        if (parameter < LegModel.POSE) {
            pose[parameter] += by;
        } else {
            changed[parameter - LegModel.POSE] += by;
        }
        LegModel model = new LegModel();
        model.place(pose, changed, CENTRE_X, CENTRE_Y);
        return model;
    }

    /** Nearly so: the taper of a capsule is left out where its nearest point slides along it. */
    @Test
    void theGradientPointsUphill() {
        double[] shape = LegModel.TYPICAL.clone();
        double[] seenPose = POSE.clone();
        for (int p = 2; p < LegModel.POSE; p++) {
            seenPose[p] += p % 2 == 0 ? 0.12 : -0.12;
        }
        LegPicture seen = LegDrawing.of(seenPose, shape, CENTRE_X, CENTRE_Y);
        LegResidual residual = new LegResidual();
        residual.evaluate(seen, POSE, shape, 1.5, true);
        double[] gradient = residual.gradient.clone();
        double[] slope = new double[LegModel.POSE];
        double product = 0;
        double squares = 0;
        double slopeSquares = 0;
        for (int p = 0; p < LegModel.POSE; p++) {
            double step = 1e-5;
            double[] up = POSE.clone();
            double[] down = POSE.clone();
            up[p] += step;
            down[p] -= step;
            slope[p] =
                    (residual.evaluate(seen, up, shape, 1.5, false) - residual.evaluate(seen, down, shape, 1.5, false))
                            / (4 * step);
            product += gradient[p] * slope[p];
            squares += gradient[p] * gradient[p];
            slopeSquares += slope[p] * slope[p];
        }
        assertThat(product / Math.sqrt(squares * slopeSquares))
                .as("cosine between them")
                .isGreaterThan(0.99);
        assertThat(Math.sqrt(squares / slopeSquares)).as("ratio of lengths").isCloseTo(1, within(0.1));
    }

    @Test
    void theModelExplainsItsOwnPicture() {
        double[] shape = LegModel.TYPICAL.clone();
        LegPicture own = LegDrawing.of(POSE, shape, CENTRE_X, CENTRE_Y);
        LegResidual residual = new LegResidual();
        double there = residual.evaluate(own, POSE, shape, 0.8, false);
        assertThat(residual.overlap).isGreaterThan(0.95);
        double[] other = POSE.clone();
        other[LegModel.angle(0, 0)] += 0.1;
        assertThat(residual.evaluate(own, other, shape, 0.8, false)).isGreaterThan(2 * there);
        assertThat(residual.overlap).isLessThan(0.9);
    }
}
