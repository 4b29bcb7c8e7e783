package org.gaitsuite.pose.dnn;

import java.util.Arrays;

/** An output of a network: its shape and its values, the last dimension running fastest. */
record Tensor(int[] shape, float[] values) {
    Tensor {
        int expected = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (expected != values.length) {
            throw new IllegalArgumentException(
                    "%d values do not fill the shape %s".formatted(values.length, Arrays.toString(shape)));
        }
    }

    /** Size of a dimension counted from the last: 0 is the last, 1 the one before it; 1 beyond the first. */
    int fromLast(int dimension) {
        int index = shape.length - 1 - dimension;
        return index < 0 ? 1 : shape[index];
    }
}
