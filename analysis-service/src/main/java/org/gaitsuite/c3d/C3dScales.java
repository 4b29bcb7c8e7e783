package org.gaitsuite.c3d;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What turns the stored samples of an analogue channel into its unit: {@code (stored - offset) × scale} with the channel's scale and
 * that of all (C3D User Guide, "Analog Data").
 */
record C3dScales(double offset, double scale) {
    /** One for each channel; what the file leaves out is 0 and 1. */
    static List<C3dScales> of(C3dParameters parameters, int channels) {
        double general = parameters.number(C3dLabels.ANALOG, "GEN_SCALE").orElse(1);
        double[] scales = parameters.numbers(C3dLabels.ANALOG, "SCALE");
        double[] offsets = parameters.numbers(C3dLabels.ANALOG, "OFFSET");
        boolean unsigned = unsigned(parameters);
        List<C3dScales> out = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            double offset = i < offsets.length ? offsets[i] : 0;
            out.add(new C3dScales(
                    unsigned && offset < 0 ? offset + (1 << 16) : offset,
                    (i < scales.length ? scales[i] : 1) * general));
        }
        return out;
    }

    /**
     * These parameters with scales and offsets that say this. What is missing is added with the value that its absence means; what says
     * the same is left, because a product of two scales need not be a real number of four bytes.
     */
    static C3dParameters with(C3dParameters parameters, List<C3dScales> scales) {
        C3dParameters out = completed(parameters, scales.size());
        if (of(out, scales.size()).equals(scales)) {
            return out;
        }
        boolean whole = scales.stream().allMatch(scale -> scale.offset == (short) scale.offset);
        out = out.without(C3dLabels.ANALOG, "FORMAT").with(C3dLabels.ANALOG, C3dParameter.real("GEN_SCALE", 1));
        out = C3dLists.with(
                out,
                C3dLabels.ANALOG,
                "SCALE",
                C3dParameter.Type.REAL,
                scales.stream().map(C3dScales::scale).toList());
        return C3dLists.with(
                out,
                C3dLabels.ANALOG,
                "OFFSET",
                whole ? C3dParameter.Type.INTEGER : C3dParameter.Type.REAL,
                scales.stream().map(C3dScales::offset).toList());
    }

    private static C3dParameters completed(C3dParameters parameters, int channels) {
        C3dParameters out = parameters;
        if (!out.has(C3dLabels.ANALOG, "GEN_SCALE")) {
            out = out.with(C3dLabels.ANALOG, C3dParameter.real("GEN_SCALE", 1));
        }
        if (!out.has(C3dLabels.ANALOG, "SCALE")) {
            List<Double> ones = Collections.nCopies(channels, 1.0);
            out = C3dLists.with(out, C3dLabels.ANALOG, "SCALE", C3dParameter.Type.REAL, ones);
        }
        if (!out.has(C3dLabels.ANALOG, "OFFSET")) {
            List<Double> zeros = Collections.nCopies(channels, 0.0);
            out = C3dLists.with(out, C3dLabels.ANALOG, "OFFSET", C3dParameter.Type.INTEGER, zeros);
        }
        return out;
    }

    /** Whether whole numbers of analogue data, and their offsets, go from 0 to 65535. */
    static boolean unsigned(C3dParameters parameters) {
        return parameters
                .text(C3dLabels.ANALOG, "FORMAT")
                .filter(format -> format.equalsIgnoreCase("UNSIGNED"))
                .isPresent();
    }
}
