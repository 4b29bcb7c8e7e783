package org.gaitsuite.c3d;

/** What a file says of everything it holds over time, points and analogue channels alike: how it is called and what its numbers are. */
public abstract sealed class C3dSeries permits C3dPoint, C3dAnalog {
    private final String label;
    private final String description;
    private final String unit;

    C3dSeries(String label, String description, String unit) {
        this.label = label;
        this.description = description;
        this.unit = unit;
    }

    public final String label() {
        return label;
    }

    public final String description() {
        return description;
    }

    /** As the file names it: "mm", "m", "N", "V", "deg" … */
    public final String unit() {
        return unit;
    }

    final boolean isCalledAs(C3dSeries other) {
        return label.equals(other.label) && description.equals(other.description) && unit.equals(other.unit);
    }

    /** As files store them. */
    static float[] floats(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }
}
