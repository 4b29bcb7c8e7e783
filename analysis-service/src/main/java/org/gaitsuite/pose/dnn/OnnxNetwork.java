package org.gaitsuite.pose.dnn;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/** An ONNX model with one float input of 1 × 3 × height × width, run by OpenCV's DNN module. */
final class OnnxNetwork implements Network {
    private final Net net;
    private final StringVector outputs;
    private final int[] inputShape;

    private OnnxNetwork(Net net, int width, int height) {
        this.net = net;
        this.outputs = net.getUnconnectedOutLayersNames();
        this.inputShape = new int[] {1, 3, height, width};
    }

    /**
     * @param threads that compute one picture; OpenCV knows only one such number for the whole process
     * @throws IOException if OpenCV cannot read the file
     */
    static OnnxNetwork load(Path file, int width, int height, int threads) throws IOException {
        setNumThreads(threads);
        try {
            return new OnnxNetwork(readNetFromONNX(file.toString()), width, height);
        } catch (RuntimeException e) {
            throw new IOException("%s is no ONNX model that OpenCV can run: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public List<Tensor> run(float[] picture) {
        try (PointerScope scope = new PointerScope()) {
            Mat blob = new Mat(inputShape, CV_32F);
            new FloatPointer(blob.data()).put(picture);
            net.setInput(blob);
            MatVector results = new MatVector();
            net.forward(results, outputs);
            List<Tensor> tensors = new ArrayList<>();
            for (long i = 0; i < results.size(); i++) {
                tensors.add(read(results.get(i)));
            }
            return tensors;
        }
    }

    private static Tensor read(Mat result) {
        int[] shape = new int[result.dims()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = result.size(i);
        }
        float[] values = new float[(int) result.total()];
        new FloatPointer(result.data()).get(values);
        return new Tensor(shape, values);
    }

    @Override
    public boolean planar() {
        return true;
    }

    @Override
    public void close() {
        outputs.deallocate();
        net.deallocate();
    }
}
