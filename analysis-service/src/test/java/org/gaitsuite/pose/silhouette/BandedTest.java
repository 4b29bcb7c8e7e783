package org.gaitsuite.pose.silhouette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BandedTest {
    @Test
    void solvesAsTheDenseMethodDoes() {
        int n = 30;
        int bandWidth = 5;
        Random random = new Random(1);
        double[][] banded = new double[n][];
        double[][] dense = new double[n][n];
        for (int i = 0; i < n; i++) {
            banded[i] = new double[Banded.rowLength(i, bandWidth)];
            for (int j = Math.max(0, i - bandWidth); j <= i; j++) {
                double value = i == j ? 10 + random.nextDouble() : random.nextDouble() - 0.5;
                Banded.add(banded, i, j, value);
                dense[i][j] = value;
            }
        }
        double[] right = random.doubles(n).toArray();
        double[] bandedSolution = right.clone();
        double[] denseSolution = right.clone();
        Banded.solve(banded, bandedSolution, bandWidth);
        Cholesky.solve(dense, denseSolution);
        assertThat(bandedSolution).containsExactly(denseSolution, within(1e-12));
    }
}
