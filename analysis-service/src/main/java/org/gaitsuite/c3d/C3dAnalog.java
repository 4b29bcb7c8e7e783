package org.gaitsuite.c3d;

import java.util.Arrays;

/**
 * One analogue channel over a whole file: a component of a force plate, an electromyogram. Immutable.
 *
 * <p>Kept as the numbers that were stored, with what turns them into the unit, so that writing a file again loses nothing.
 */
public final class C3dAnalog extends C3dSeries {
    private final double rateHertz;
    private final float[] stored;
    private final double offset;
    private final double scale;

    /**
     * @param unit of the scaled values, as the file names it
     * @param rateHertz samples a second
     * @param stored the samples as a converter gave them; a value is {@code (stored - offset) × scale}
     */
    public C3dAnalog(
            String label,
            String description,
            String unit,
            double rateHertz,
            float[] stored,
            double offset,
            double scale) {
        super(label, description, unit);
        this.rateHertz = rateHertz;
        this.stored = stored.clone();
        this.offset = offset;
        this.scale = scale;
    }

    /** A channel whose samples are in the unit as they are. */
    public static C3dAnalog of(String label, String unit, double rateHertz, double[] values) {
        return new C3dAnalog(label, "", unit, rateHertz, floats(values), 0, 1);
    }

    /** Samples a second: a whole multiple of the frames a second. */
    public double rateHertz() {
        return rateHertz;
    }

    public int samples() {
        return stored.length;
    }

    /** One sample in the channel's unit. */
    public double value(int sample) {
        return (stored[sample] - offset) * scale;
    }

    /** All samples in the channel's unit, a copy. */
    public double[] values() {
        double[] values = new double[stored.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i);
        }
        return values;
    }

    /** One sample as it was stored, before offset and scale. */
    float stored(int sample) {
        return stored[sample];
    }

    double offset() {
        return offset;
    }

    double scale() {
        return scale;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof C3dAnalog that
                && isCalledAs(that)
                && Double.compare(rateHertz, that.rateHertz) == 0
                && Arrays.equals(stored, that.stored)
                && Double.compare(offset, that.offset) == 0
                && Double.compare(scale, that.scale) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * label().hashCode() + Arrays.hashCode(stored);
    }

    @Override
    public String toString() {
        return label() + ", " + stored.length + " samples at " + rateHertz + " Hz in " + unit();
    }
}
