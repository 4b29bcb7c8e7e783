package org.gaitsuite.pose.dnn;

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
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/**
 * A TFLite model with one input, float or 8-bit, and float outputs. It is built through the C++ interface, because the C interface of this
 * runtime leaves out XNNPACK's kernels and takes many times as long without them.
 */
final class TfliteNetwork implements Network {
    private final FlatBufferModel model;
    private final Interpreter interpreter;
    private final int inputType;
    private final byte[] quantised;

    private TfliteNetwork(FlatBufferModel model, Interpreter interpreter) {
        this.model = model;
        this.interpreter = interpreter;
        TfLiteTensor input = interpreter.input_tensor(0);
        this.inputType = TfLiteTensorType(input);
        this.quantised = new byte[inputType == kTfLiteUInt8 ? (int) TfLiteTensorByteSize(input) : 0];
    }

    /**
     * @param threads that compute one picture, 1 or more
     * @throws IOException if the file is no model that this runtime can run
     */
    static TfliteNetwork load(Path file, int threads) throws IOException {
        FlatBufferModel model = FlatBufferModel.VerifyAndBuildFromFile(file.toString());
        if (model == null || model.isNull()) {
            throw new IOException("%s is no TFLite model".formatted(file));
        }
        Interpreter interpreter = new Interpreter((Pointer) null);
        try (BuiltinOpResolver operations = new BuiltinOpResolver();
                InterpreterBuilder builder = new InterpreterBuilder(model, operations)) {
            boolean built = builder.apply(interpreter, threads) == kTfLiteOk && !interpreter.isNull();
            if (!built || interpreter.AllocateTensors() != kTfLiteOk) {
                interpreter.deallocate();
                model.deallocate();
                throw new IOException("%s uses operations that this TFLite runtime does not have".formatted(file));
            }
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
        try (PointerScope scope = new PointerScope()) {
            Pointer input = TfLiteTensorData(interpreter.input_tensor(0));
            if (inputType == kTfLiteUInt8) {
                for (int i = 0; i < quantised.length; i++) {
                    quantised[i] = (byte) Math.clamp(Math.round(picture[i]), 0, 255);
                }
                new BytePointer(input).put(quantised);
            } else {
                new FloatPointer(input).put(picture);
            }
            if (interpreter.Invoke() != kTfLiteOk) {
                throw new IllegalStateException("the TFLite runtime failed on a picture");
            }
            List<Tensor> outputs = new ArrayList<>();
            for (long i = 0; i < interpreter.outputs().limit(); i++) {
                outputs.add(read(interpreter.output_tensor(i)));
            }
            return outputs;
        }
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
        interpreter.deallocate();
        model.deallocate();
    }
}
