package org.gaitsuite.pose.dnn;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromTFLite;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterAllocateTensors;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetInputTensor;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterInvoke;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsSetNumThreads;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelCreateFromFile;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorData;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.TfLiteInterpreterOptions;
import org.bytedeco.tensorflowlite.TfLiteModel;

/** The same network on the same pictures, run by what could run it. */
final class EngineComparison {
    private static final int[] THREADS = {1, 2};
    private static final int WARM = 5;
    /** Of the slow ways. */
    private static final int FEW = 12;

    private static final int SIDE = 256;

    private EngineComparison() {}

    static void print(Path tflite, List<float[]> inputs) throws IOException {
        for (int threads : THREADS) {
            try (TfliteNetwork network = TfliteNetwork.load(tflite, threads)) {
                result("tflite_xnnpack", threads, medianMillis(inputs, network::run));
            }
        }
        for (int threads : THREADS) {
            result("tflite_without_xnnpack", threads, withoutXnnpack(tflite, threads, inputs));
        }
        for (int threads : THREADS) {
            result("opencv_dnn", threads, opencv(tflite, threads, inputs));
        }
    }

    private static void result(String engine, int threads, double millis) {
        PoseBenchmark.line("figure dnn_%s_%d_threads_ms".formatted(engine, threads), millis);
    }

    /** @return of one picture */
    static double medianMillis(List<float[]> inputs, Consumer<float[]> network) {
        for (int i = 0; i < WARM; i++) {
            network.accept(inputs.get(i % inputs.size()));
        }
        double[] millis = new double[inputs.size()];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            network.accept(inputs.get(i));
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    /** The runtime's C interface, which has its own kernels only. */
    private static double withoutXnnpack(Path file, int threads, List<float[]> inputs) {
        TfLiteModel model = TfLiteModelCreateFromFile(file.toString());
        TfLiteInterpreterOptions options = TfLiteInterpreterOptionsCreate();
        TfLiteInterpreterOptionsSetNumThreads(options, threads);
        TfLiteInterpreter interpreter = TfLiteInterpreterCreate(model, options);
        TfLiteInterpreterOptionsDelete(options);
        TfLiteInterpreterAllocateTensors(interpreter);
        double millis = medianMillis(inputs.subList(0, Math.min(FEW, inputs.size())), picture -> {
            new FloatPointer(TfLiteTensorData(TfLiteInterpreterGetInputTensor(interpreter, 0))).put(picture);
            TfLiteInterpreterInvoke(interpreter);
        });
        TfLiteInterpreterDelete(interpreter);
        TfLiteModelDelete(model);
        return millis;
    }

    private static double opencv(Path file, int threads, List<float[]> inputs) {
        setNumThreads(threads);
        try (Net net = readNetFromTFLite(file.toString());
                StringVector outputs = net.getUnconnectedOutLayersNames()) {
            return medianMillis(inputs.subList(0, Math.min(FEW, inputs.size())), picture -> {
                try (PointerScope scope = new PointerScope()) {
                    Mat blob = new Mat(new int[] {1, 3, SIDE, SIDE}, CV_32F);
                    new FloatPointer(blob.data()).put(picture);
                    net.setInput(blob);
                    MatVector results = new MatVector();
                    net.forward(results, outputs);
                }
            });
        }
    }
}
