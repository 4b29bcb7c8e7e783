package org.gaitsuite.pose.dnn;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterAllocateTensors;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetInputTensor;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetOutputTensor;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterGetOutputTensorCount;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterInvoke;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsCreate;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteInterpreterOptionsSetNumThreads;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelCreateFromFile;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteModelDelete;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorByteSize;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorData;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorDim;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorNumDims;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorType;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteFloat32;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteUInt8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.tensorflowlite.TfLiteInterpreter;
import org.bytedeco.tensorflowlite.TfLiteInterpreterOptions;
import org.bytedeco.tensorflowlite.TfLiteModel;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/** A TFLite model with one input, float or 8-bit, and float outputs. */
final class TfliteNetwork implements Network {
    private static final int THREADS = 2;

    private final TfLiteModel model;
    private final TfLiteInterpreter interpreter;
    private final TfLiteTensor input;
    private final int inputType;
    private final byte[] quantised;

    private TfliteNetwork(TfLiteModel model, TfLiteInterpreter interpreter) {
        this.model = model;
        this.interpreter = interpreter;
        this.input = TfLiteInterpreterGetInputTensor(interpreter, 0);
        this.inputType = TfLiteTensorType(input);
        this.quantised = new byte[inputType == kTfLiteUInt8 ? (int) TfLiteTensorByteSize(input) : 0];
    }

    /** @throws IOException if the file is no model that this runtime can run */
    static TfliteNetwork load(Path file) throws IOException {
        TfLiteModel model = TfLiteModelCreateFromFile(file.toString());
        if (model == null) {
            throw new IOException("%s is no TFLite model".formatted(file));
        }
        TfLiteInterpreterOptions options = TfLiteInterpreterOptionsCreate();
        TfLiteInterpreterOptionsSetNumThreads(options, THREADS);
        TfLiteInterpreter interpreter = TfLiteInterpreterCreate(model, options);
        TfLiteInterpreterOptionsDelete(options);
        if (interpreter == null || TfLiteInterpreterAllocateTensors(interpreter) != kTfLiteOk) {
            if (interpreter != null) {
                TfLiteInterpreterDelete(interpreter);
            }
            TfLiteModelDelete(model);
            throw new IOException("%s uses operations that this TFLite runtime does not have".formatted(file));
        }
        TfliteNetwork network = new TfliteNetwork(model, interpreter);
        if (network.inputType != kTfLiteFloat32 && network.inputType != kTfLiteUInt8) {
            network.close();
            throw new IOException("%s takes neither float nor 8-bit pictures".formatted(file));
        }
        return network;
    }

    @Override
    public List<Tensor> run(float[] picture) {
        if (inputType == kTfLiteUInt8) {
            for (int i = 0; i < quantised.length; i++) {
                quantised[i] = (byte) Math.clamp(Math.round(picture[i]), 0, 255);
            }
            new BytePointer(TfLiteTensorData(input)).put(quantised);
        } else {
            new FloatPointer(TfLiteTensorData(input)).put(picture);
        }
        if (TfLiteInterpreterInvoke(interpreter) != kTfLiteOk) {
            throw new IllegalStateException("the TFLite runtime failed on a picture");
        }
        List<Tensor> outputs = new ArrayList<>();
        for (int i = 0; i < TfLiteInterpreterGetOutputTensorCount(interpreter); i++) {
            outputs.add(read(TfLiteInterpreterGetOutputTensor(interpreter, i)));
        }
        return outputs;
    }

    private static Tensor read(TfLiteTensor tensor) {
        int[] shape = new int[TfLiteTensorNumDims(tensor)];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = TfLiteTensorDim(tensor, i);
        }
        float[] values = new float[(int) (TfLiteTensorByteSize(tensor) / Float.BYTES)];
        new FloatPointer(TfLiteTensorData(tensor)).get(values);
        return new Tensor(shape, values);
    }

    @Override
    public boolean planar() {
        return false;
    }

    @Override
    public void close() {
        TfLiteInterpreterDelete(interpreter);
        TfLiteModelDelete(model);
    }
}
