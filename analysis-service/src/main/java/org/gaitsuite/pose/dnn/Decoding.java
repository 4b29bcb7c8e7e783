package org.gaitsuite.pose.dnn;

import java.util.Arrays;
import java.util.List;

/** How landmarks are read out of a network's output. Each way is a pure function on arrays. */
public enum Decoding {
    /**
     * One map of likelihood a landmark (K × h × w): the place of the largest value, moved a quarter of a cell towards its larger
     * neighbour (Newell et al., Stacked Hourglass Networks, 2016).
     */
    HEATMAP {
        @Override
        Landmarks decode(List<Tensor> outputs, NetworkInput input, int landmarks) {
            return heatmap(outputs.getFirst(), landmarks);
        }
    },
    /** Two one-dimensional distributions a landmark, K × (w · split) and K × (h · split) (Li et al., SimCC, ECCV 2022). */
    SIMCC {
        @Override
        Landmarks decode(List<Tensor> outputs, NetworkInput input, int landmarks) {
            return simcc(outputs.get(0), outputs.get(1), landmarks);
        }
    },
    /** K × 2 or K × 3 numbers: x and y in shares of the input, and confidence where there is a third. */
    REGRESSION {
        @Override
        Landmarks decode(List<Tensor> outputs, NetworkInput input, int landmarks) {
            return triples(outputs.getFirst(), landmarks, 0, 1);
        }
    },
    /** 39 × 5 numbers x, y, z, visibility, presence in input pixels (Bazarevsky et al., BlazePose, 2020). */
    BLAZEPOSE {
        @Override
        Landmarks decode(List<Tensor> outputs, NetworkInput input, int landmarks) {
            return BlazePoseOutput.decode(outputs, input);
        }
    },
    /** 17 × 3 numbers y, x, confidence in shares of the input. */
    MOVENET {
        @Override
        Landmarks decode(List<Tensor> outputs, NetworkInput input, int landmarks) {
            return triples(outputs.getFirst(), landmarks, 1, 0);
        }
    },
    /**
     * (5 + 3 K) × N numbers, one column a person: box (x and y of the centre, width, height), score, then x, y, confidence of each landmark,
     * all lengths in input pixels (Ultralytics YOLOv8-pose and YOLO11-pose as they export to ONNX).
     */
    YOLO_POSE {
        @Override
        Landmarks decode(List<Tensor> outputs, NetworkInput input, int landmarks) {
            return YoloPoseOutput.decode(outputs.getFirst(), input, landmarks);
        }
    };

    /** @param landmarks how many the skeleton has; a model may put out more */
    abstract Landmarks decode(List<Tensor> outputs, NetworkInput input, int landmarks);

    private static Landmarks heatmap(Tensor maps, int landmarks) {
        int width = maps.fromLast(0);
        int height = maps.fromLast(1);
        require(maps, maps.fromLast(2) >= landmarks, landmarks);
        double[] x = new double[landmarks];
        double[] y = new double[landmarks];
        double[] confidence = new double[landmarks];
        float[] values = maps.values();
        for (int k = 0; k < landmarks; k++) {
            int start = k * width * height;
            int best = largest(values, start, start + width * height) - start;
            int column = best % width;
            int row = best / width;
            x[k] = (column + 0.5 + quarter(values, start + best, column, width, 1)) / width;
            y[k] = (row + 0.5 + quarter(values, start + best, row, height, width)) / height;
            confidence[k] = Math.clamp(values[start + best], 0, 1);
        }
        return new Landmarks(x, y, confidence, mean(confidence));
    }

    private static double quarter(float[] values, int at, int position, int size, int step) {
        if (position == 0 || position == size - 1) {
            return 0;
        }
        return 0.25 * Math.signum(values[at + step] - values[at - step]);
    }

    private static Landmarks simcc(Tensor horizontal, Tensor vertical, int landmarks) {
        require(horizontal, horizontal.fromLast(1) >= landmarks && vertical.fromLast(1) >= landmarks, landmarks);
        int columns = horizontal.fromLast(0);
        int rows = vertical.fromLast(0);
        double[] x = new double[landmarks];
        double[] y = new double[landmarks];
        double[] confidence = new double[landmarks];
        for (int k = 0; k < landmarks; k++) {
            int bestX = largest(horizontal.values(), k * columns, (k + 1) * columns);
            int bestY = largest(vertical.values(), k * rows, (k + 1) * rows);
            x[k] = (bestX - k * columns + 0.5) / columns;
            y[k] = (bestY - k * rows + 0.5) / rows;
            confidence[k] = Math.clamp(Math.min(horizontal.values()[bestX], vertical.values()[bestY]), 0, 1);
        }
        return new Landmarks(x, y, confidence, mean(confidence));
    }

    private static Landmarks triples(Tensor output, int landmarks, int placeOfX, int placeOfY) {
        int width = output.values().length % (landmarks * 3) == 0 ? 3 : 2;
        require(output, output.values().length >= landmarks * width, landmarks);
        double[] x = new double[landmarks];
        double[] y = new double[landmarks];
        double[] confidence = new double[landmarks];
        for (int k = 0; k < landmarks; k++) {
            x[k] = output.values()[k * width + placeOfX];
            y[k] = output.values()[k * width + placeOfY];
            confidence[k] = width == 3 ? Math.clamp(output.values()[k * width + 2], 0, 1) : 1;
        }
        return new Landmarks(x, y, confidence, mean(confidence));
    }

    private static int largest(float[] values, int from, int to) {
        int best = from;
        for (int i = from + 1; i < to; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static void require(Tensor output, boolean fits, int landmarks) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "an output of shape %s does not hold %d landmarks: does the descriptor fit the model?"
                            .formatted(Arrays.toString(output.shape()), landmarks));
        }
    }
}
