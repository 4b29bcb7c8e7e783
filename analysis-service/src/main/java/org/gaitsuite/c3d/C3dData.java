package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.List;

/** Reads the frames: the points of each frame, then its analogue samples, channel by channel and moment by moment. */
final class C3dData {
    /** The lower byte of the fourth value of a point is the residual, the seven bits above are cameras. */
    static final int RESIDUAL_BITS = 0xFF;

    static final int CAMERA_BITS = 0x7F;

    private final C3dBytes bytes;
    private final C3dLayout layout;
    private final C3dParameters parameters;

    C3dData(C3dBytes bytes, C3dLayout layout, C3dParameters parameters) {
        this.bytes = bytes;
        this.layout = layout;
        this.parameters = parameters;
    }

    List<C3dPoint> points() {
        List<String> labels = C3dLabels.labels(parameters, C3dLabels.POINT, layout.points());
        List<String> descriptions = C3dLabels.descriptions(parameters, C3dLabels.POINT, layout.points());
        List<String> units = C3dLabels.pointUnits(parameters, labels);
        List<C3dPoint> points = new ArrayList<>();
        for (int i = 0; i < layout.points(); i++) {
            points.add(point(i, labels.get(i), descriptions.get(i), units.get(i)));
        }
        return points;
    }

    private C3dPoint point(int index, String label, String description, String unit) {
        int frames = layout.frames();
        float[] x = new float[frames];
        float[] y = new float[frames];
        float[] z = new float[frames];
        float[] residual = new float[frames];
        byte[] cameras = new byte[frames];
        int size = layout.bytesPerValue();
        int step = (int) layout.frameBytes();
        int at = layout.start() + index * C3dLayout.VALUES_PER_POINT * size;
        for (int i = 0; i < frames; i++, at += step) {
            x[i] = coordinate(at);
            y[i] = coordinate(at + size);
            z[i] = coordinate(at + 2 * size);
            double word = layout.real() ? bytes.real(at + 3 * size) : bytes.integer(at + 3 * size);
            residual[i] = word >= 0 ? (float) (((int) word & RESIDUAL_BITS) * layout.scale()) : C3dPoint.NOT_SEEN;
            cameras[i] = (byte) ((int) word >> 8 & CAMERA_BITS);
        }
        return new C3dPoint(label, description, unit, x, y, z, residual, cameras);
    }

    private float coordinate(int at) {
        return layout.real() ? bytes.real(at) : (float) (bytes.integer(at) * layout.scale());
    }

    List<C3dAnalog> analogs() {
        List<String> labels = C3dLabels.labels(parameters, C3dLabels.ANALOG, layout.channels());
        List<String> descriptions = C3dLabels.descriptions(parameters, C3dLabels.ANALOG, layout.channels());
        List<String> units = C3dLabels.analogUnits(parameters, layout.channels());
        List<C3dScales> scales = C3dScales.of(parameters, layout.channels());
        double rate = layout.rateHertz() * layout.ratio();
        List<C3dAnalog> analogs = new ArrayList<>();
        for (int i = 0; i < layout.channels(); i++) {
            C3dScales scale = scales.get(i);
            analogs.add(new C3dAnalog(
                    labels.get(i), descriptions.get(i), units.get(i), rate, samples(i), scale.offset(), scale.scale()));
        }
        return analogs;
    }

    private float[] samples(int channel) {
        boolean unsigned = C3dScales.unsigned(parameters);
        float[] samples = new float[layout.frames() * layout.ratio()];
        int size = layout.bytesPerValue();
        int at = 0;
        for (int i = 0; i < samples.length; i++) {
            if (i % layout.ratio() == 0) {
                at = layout.start()
                        + (int) (i / layout.ratio() * layout.frameBytes() + layout.pointBytes())
                        + channel * size;
            } else {
                at += layout.channels() * size;
            }
            if (layout.real()) {
                samples[i] = bytes.real(at);
            } else {
                samples[i] = unsigned ? bytes.word(at) : bytes.integer(at);
            }
        }
        return samples;
    }
}
