package org.gaitsuite.c3d;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * One point over all frames of a file: a marker, or whatever a laboratory's model computes from markers, which some programs store in
 * the same place (angles, moments, powers). Immutable.
 */
public final class C3dPoint extends C3dSeries {
    /** The residual of a frame in which the point was not seen. */
    public static final float NOT_SEEN = -1;

    private final float[] x;
    private final float[] y;
    private final float[] z;
    private final float[] residual;
    private final byte[] cameras;

    /**
     * @param unit of the coordinates as the file names it: "mm", "m", or "deg", "N" … for what a model computed
     * @param x one value a frame in the laboratory's axes; NaN where not seen
     * @param y likewise
     * @param z likewise
     * @param residual mean distance of the cameras' rays from the point, in its unit; 0 where the point was computed or interpolated,
     *     {@link #NOT_SEEN} where it was not seen
     * @param cameras which of the first seven cameras saw the point: bit 0 is camera 1
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public C3dPoint(
            String label,
            String description,
            String unit,
            float[] x,
            float[] y,
            float[] z,
            float[] residual,
            byte[] cameras) {
        super(label, description, unit);
        int frames = x.length;
        if (y.length != frames || z.length != frames || residual.length != frames || cameras.length != frames) {
            throw new IllegalArgumentException(
                    "point %s has %d, %d, %d, %d and %d values of x, y, z, residual and cameras"
                            .formatted(label, frames, y.length, z.length, residual.length, cameras.length));
        }
        this.x = x.clone();
        this.y = y.clone();
        this.z = z.clone();
        this.residual = residual.clone();
        this.cameras = cameras.clone();
        for (int i = 0; i < frames; i++) {
            if (!isSeen(x[i], y[i], z[i], residual[i])) {
                this.x[i] = this.y[i] = this.z[i] = Float.NaN;
                this.residual[i] = NOT_SEEN;
                this.cameras[i] = 0;
            }
        }
    }

    private static boolean isSeen(float x, float y, float z, float residual) {
        return residual >= 0 && Float.isFinite(x) && Float.isFinite(y) && Float.isFinite(z);
    }

    /**
     * A point without residuals and cameras, as one that was computed.
     *
     * @param x one value a frame; a frame in which any coordinate is NaN counts as not seen
     */
    public static C3dPoint of(String label, String unit, double[] x, double[] y, double[] z) {
        return new C3dPoint(label, "", unit, floats(x), floats(y), floats(z), new float[x.length], new byte[x.length]);
    }

    /** What one unit of the coordinates is in metres; empty where the unit is none of length, or unknown. */
    public OptionalDouble metresPerUnit() {
        return switch (unit()) {
            case "mm" -> OptionalDouble.of(0.001);
            case "cm" -> OptionalDouble.of(0.01);
            case "dm" -> OptionalDouble.of(0.1);
            case "m" -> OptionalDouble.of(1);
            case "in" -> OptionalDouble.of(0.0254);
            case "ft" -> OptionalDouble.of(0.3048);
            default -> OptionalDouble.empty();
        };
    }

    public int frames() {
        return x.length;
    }

    /** NaN where the point was not seen. */
    public double x(int frame) {
        return x[frame];
    }

    /** NaN where the point was not seen. */
    public double y(int frame) {
        return y[frame];
    }

    /** NaN where the point was not seen. */
    public double z(int frame) {
        return z[frame];
    }

    public boolean isSeen(int frame) {
        return residual[frame] >= 0;
    }

    /** In the point's unit, {@link #NOT_SEEN} where the point was not seen. */
    public double residual(int frame) {
        return residual[frame];
    }

    /** Bit 0 is camera 1, up to seven cameras. */
    public int cameras(int frame) {
        return cameras[frame];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof C3dPoint that
                && isCalledAs(that)
                && Arrays.equals(x, that.x)
                && Arrays.equals(y, that.y)
                && Arrays.equals(z, that.z)
                && Arrays.equals(residual, that.residual)
                && Arrays.equals(cameras, that.cameras);
    }

    @Override
    public int hashCode() {
        return 31 * label().hashCode() + Arrays.hashCode(x);
    }

    @Override
    public String toString() {
        return label() + " over " + x.length + " frames in " + unit();
    }
}
