package org.gaitsuite.pose.silhouette;

/** Solves dense symmetric positive definite systems; only the lower triangle is read. */
final class Cholesky {
    private Cholesky() {}

    /** Overwrites the matrix with its factor and the right side with the solution. */
    static void solve(double[][] a, double[] b) {
        int n = b.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        throw new ArithmeticException("matrix is not positive definite at row " + i + ": " + sum);
                    }
                    a[i][i] = Math.sqrt(sum);
                } else {
                    a[i][j] = sum / a[j][j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= a[i][k] * b[k];
            }
            b[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            b[i] /= a[i][i];
            for (int k = 0; k < i; k++) {
                b[k] -= a[i][k] * b[i];
            }
        }
    }
}
