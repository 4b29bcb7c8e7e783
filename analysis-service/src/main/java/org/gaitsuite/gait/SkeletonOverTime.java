package org.gaitsuite.gait;

/**
 * Landmarks of one person over time: frames × joints. A landmark that was not seen is NaN with confidence 0. Immutable: arrays are
 * copied on the way in, and readers get values, not arrays they could write to.
 */
public final class SkeletonOverTime {
    private final CoordinateFrame frame;
    private final double[] timeSeconds;
    private final double[][] x;
    private final double[][] y;
    private final double[][] confidence;

    /**
     * @param timeSeconds time of each frame in seconds from the input's first frame, strictly increasing
     * @param x frames × joints (by {@link Joint#ordinal()}), in the unit of {@code frame}; NaN where not seen
     * @param y likewise
     * @param confidence likewise, 0..1
     */
    public SkeletonOverTime(
            CoordinateFrame frame, double[] timeSeconds, double[][] x, double[][] y, double[][] confidence) {
        int frames = timeSeconds.length;
        if (x.length != frames || y.length != frames || confidence.length != frames) {
            throw new IllegalArgumentException("%d times, but %d, %d and %d frames of x, y and confidence"
                    .formatted(frames, x.length, y.length, confidence.length));
        }
        for (int i = 1; i < frames; i++) {
            if (!(timeSeconds[i] > timeSeconds[i - 1])) {
                throw new IllegalArgumentException("frame %d at %.6f s does not come after frame %d at %.6f s"
                        .formatted(i, timeSeconds[i], i - 1, timeSeconds[i - 1]));
            }
        }
        this.frame = frame;
        this.timeSeconds = timeSeconds.clone();
        this.x = copy(x);
        this.y = copy(y);
        this.confidence = copy(confidence);
    }

    private static double[][] copy(double[][] rows) {
        double[][] out = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != Joint.values().length) {
                throw new IllegalArgumentException("frame %d has %d joints, a skeleton has %d"
                        .formatted(i, rows[i].length, Joint.values().length));
            }
            out[i] = rows[i].clone();
        }
        return out;
    }

    public CoordinateFrame frame() {
        return frame;
    }

    public int frames() {
        return timeSeconds.length;
    }

    public double timeSeconds(int frame) {
        return timeSeconds[frame];
    }

    public double[] timesSeconds() {
        return timeSeconds.clone();
    }

    public double x(int frame, Joint joint) {
        return x[frame][joint.ordinal()];
    }

    public double y(int frame, Joint joint) {
        return y[frame][joint.ordinal()];
    }

    public double confidence(int frame, Joint joint) {
        return confidence[frame][joint.ordinal()];
    }

    /** The x coordinate of one landmark over all frames, a copy. */
    public double[] xOf(Joint joint) {
        return column(x, joint);
    }

    /** The y coordinate of one landmark over all frames, a copy. */
    public double[] yOf(Joint joint) {
        return column(y, joint);
    }

    private double[] column(double[][] rows, Joint joint) {
        double[] out = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            out[i] = rows[i][joint.ordinal()];
        }
        return out;
    }
}
