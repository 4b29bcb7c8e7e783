package org.gaitsuite.recording;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The landmarks of one person in one frame, as a file has them.
 *
 * @param landmarks how many the file gives; of many only the first {@value #KEPT} are kept, beyond which come face and hands
 * @param x in the file's unit; NaN where not seen
 * @param y likewise
 * @param confidence as the file gives it, 0 where not seen
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Body(int landmarks, float[] x, float[] y, float[] confidence) {
    static final int KEPT = 33;

    /** How the numbers of one person are laid out, by their count: x, y and confidence, or what is named. */
    private static final Map<Integer, Shape> FLAT = Map.ofEntries(
            Map.entry(17 * 3, new Shape(17, 3, 2)),
            Map.entry(18 * 3, new Shape(18, 3, 2)),
            Map.entry(25 * 3, new Shape(25, 3, 2)),
            Map.entry(26 * 3, new Shape(26, 3, 2)),
            Map.entry(33 * 3, new Shape(33, 3, 2)),
            Map.entry(133 * 3, new Shape(133, 3, 2)),
            Map.entry(136 * 3, new Shape(136, 3, 2)),
            // x, y, z, visibility; and presence
            Map.entry(33 * 4, new Shape(33, 4, 3)),
            Map.entry(33 * 5, new Shape(33, 5, 3)),
            // x and y alone
            Map.entry(17 * 2, new Shape(17, 2, -1)),
            Map.entry(25 * 2, new Shape(25, 2, -1)),
            Map.entry(26 * 2, new Shape(26, 2, -1)),
            Map.entry(33 * 2, new Shape(33, 2, -1)));

    private record Shape(int landmarks, int stride, int confidenceAt) {}

    /** @throws RecordingRefused if so many numbers are no layout that is known */
    static Body ofFlat(double[] numbers) throws RecordingRefused {
        Shape shape = FLAT.get(numbers.length);
        if (shape == null) {
            throw RecordingRefused.malformed(
                    "A person has %d numbers, which is no layout of landmarks that is read here. Known are COCO (17 or 133 landmarks), COCO-18, BODY_25, HALPE (26 or 136) and BlazePose (33), as x, y and confidence of each.",
                    numbers.length);
        }
        Body body = empty(shape.landmarks());
        boolean depth = shape.landmarks() == 33 && shape.stride() == 3 && hasNegative(numbers, 2, 3);
        for (int k = 0; k < body.x.length; k++) {
            int at = k * shape.stride();
            boolean certain = shape.confidenceAt() < 0 || depth;
            body.set(k, numbers[at], numbers[at + 1], certain ? 1 : numbers[at + shape.confidenceAt()]);
        }
        return body;
    }

    /**
     * @param points x, y, confidence each; a confidence that is NaN was not given
     * @throws RecordingRefused if so many points are no layout that is known
     */
    static Body ofPoints(List<double[]> points) throws RecordingRefused {
        double[] flat = new double[points.size() * 3];
        for (int k = 0; k < points.size(); k++) {
            System.arraycopy(points.get(k), 0, flat, k * 3, 3);
            flat[k * 3 + 2] = Double.isNaN(flat[k * 3 + 2]) ? 1 : Math.max(0, flat[k * 3 + 2]);
        }
        return ofFlat(flat);
    }

    /** The same landmarks with confidences that the file gives apart. */
    Body withConfidence(double @Nullable [] scores) {
        if (scores == null || scores.length < x.length) {
            return this;
        }
        Body body = empty(landmarks);
        for (int k = 0; k < x.length; k++) {
            body.set(k, x[k], y[k], scores[k]);
        }
        return body;
    }

    private static Body empty(int landmarks) {
        int kept = Math.min(landmarks, KEPT);
        return new Body(landmarks, new float[kept], new float[kept], new float[kept]);
    }

    private void set(int landmark, double px, double py, double trust) {
        boolean seen = trust > 0 && Math.abs(px) <= Limits.FARTHEST_PIXELS && Math.abs(py) <= Limits.FARTHEST_PIXELS;
        x[landmark] = seen ? (float) px : Float.NaN;
        y[landmark] = seen ? (float) py : Float.NaN;
        confidence[landmark] = seen ? (float) trust : 0;
    }

    private static boolean hasNegative(double[] numbers, int from, int stride) {
        for (int i = from; i < numbers.length; i += stride) {
            if (numbers[i] < 0) {
                return true;
            }
        }
        return false;
    }

    boolean sees(int landmark) {
        return confidence[landmark] > 0;
    }

    int seen() {
        int seen = 0;
        for (float trust : confidence) {
            seen += trust > 0 ? 1 : 0;
        }
        return seen;
    }
}
