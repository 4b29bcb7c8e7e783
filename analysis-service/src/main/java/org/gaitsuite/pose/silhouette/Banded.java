package org.gaitsuite.pose.silhouette;

/**
 * Symmetric positive definite matrices that are zero far from the diagonal. Row r holds columns max(0, r - bandWidth)..r, so the
 * diagonal is each row's last entry.
 */
final class Banded {
    private Banded() {}

    static int rowLength(int row, int bandWidth) {
        return Math.min(row, bandWidth) + 1;
    }

    /** Adds to the entry at row ≥ column. */
    static void add(double[][] matrix, int row, int column, double value) {
        matrix[row][column - row + matrix[row].length - 1] += value;
    }

    /** Cholesky; overwrites the matrix with its factor and the right side with the solution. */
    static void solve(double[][] a, double[] b, int bandWidth) {
        int n = b.length;
        for (int i = 0; i < n; i++) {
            int first = Math.max(0, i - bandWidth);
            double[] row = a[i];
            for (int j = first; j <= i; j++) {
                double[] other = a[j];
                int firstOther = j - other.length + 1;
                double sum = row[j - first];
                for (int k = Math.max(first, firstOther); k < j; k++) {
                    sum -= row[k - first] * other[k - firstOther];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        throw new ArithmeticException("matrix is not positive definite at row " + i + ": " + sum);
                    }
                    row[j - first] = Math.sqrt(sum);
                } else {
                    row[j - first] = sum / other[other.length - 1];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            int first = Math.max(0, i - bandWidth);
            for (int k = first; k < i; k++) {
                b[i] -= a[i][k - first] * b[k];
            }
            b[i] /= a[i][i - first];
        }
        for (int i = n - 1; i >= 0; i--) {
            int first = Math.max(0, i - bandWidth);
            b[i] /= a[i][i - first];
            for (int k = first; k < i; k++) {
                b[k] -= a[i][k - first] * b[i];
            }
        }
    }
}
