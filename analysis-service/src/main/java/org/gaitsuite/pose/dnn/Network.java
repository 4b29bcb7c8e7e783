package org.gaitsuite.pose.dnn;

import java.util.List;

/** A loaded network that maps one picture to tensors. Holds native memory: close it. One thread at a time. */
interface Network extends AutoCloseable {
    /**
     * @param input the picture as the descriptor wants it, in the memory layout of {@link #planar()}
     * @return every output, in the order of the model file
     */
    List<Tensor> run(float[] input);

    /** Whether the input's colours lie in planes one after another (ONNX), not interleaved (TFLite). */
    boolean planar();

    @Override
    void close();
}
