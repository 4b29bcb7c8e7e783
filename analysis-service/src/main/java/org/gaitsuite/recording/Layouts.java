package org.gaitsuite.recording;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gaitsuite.person.SkeletonLayout;

/** Tells the layout of landmarks that nobody has named: by their number, and by where they lie where two layouts have as many. */
final class Layouts {
    /** In BODY_25 landmark 8 is the middle of the hips 9 and 12; in BODY_25B these are an elbow, a wrist and a hip. */
    private static final int MID_HIP = 8;

    private static final int RIGHT_HIP = 9;
    private static final int LEFT_HIP = 12;
    /** Of the body's height as seen, how far the mid hip of BODY_25 may be from the middle of the hips; an elbow is 0.12 from it. */
    private static final double NEAR_MIDDLE = 0.05;

    private Layouts() {}

    /** @throws RecordingRefused if people have different numbers of landmarks */
    static SkeletonLayout of(List<List<Body>> frames) throws RecordingRefused {
        Set<Integer> counts = new TreeSet<>();
        frames.forEach(people -> people.forEach(body -> counts.add(body.landmarks())));
        if (counts.size() != 1) {
            throw RecordingRefused.malformed("People have %s landmarks in one recording; expected one layout.", counts);
        }
        int landmarks = counts.iterator().next();
        if (landmarks == SkeletonLayout.BODY_25.landmarks()) {
            return middleOfHipsIsBetweenThem(frames) ? SkeletonLayout.BODY_25 : SkeletonLayout.BODY_25B;
        }
        return Arrays.stream(SkeletonLayout.values())
                .filter(layout -> layout.landmarks() == landmarks)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no layout of " + landmarks + " landmarks"));
    }

    private static boolean middleOfHipsIsBetweenThem(List<List<Body>> frames) {
        double[] distances = frames.stream()
                .flatMap(List::stream)
                .filter(body -> body.sees(MID_HIP) && body.sees(RIGHT_HIP) && body.sees(LEFT_HIP))
                .mapToDouble(Layouts::distanceFromMiddle)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return distances.length == 0 || distances[distances.length / 2] < NEAR_MIDDLE;
    }

    private static double distanceFromMiddle(Body body) {
        double x = (body.x()[RIGHT_HIP] + body.x()[LEFT_HIP]) / 2 - body.x()[MID_HIP];
        double y = (body.y()[RIGHT_HIP] + body.y()[LEFT_HIP]) / 2 - body.y()[MID_HIP];
        double highest = Double.POSITIVE_INFINITY;
        double lowest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < body.y().length; k++) {
            if (body.sees(k)) {
                highest = Math.min(highest, body.y()[k]);
                lowest = Math.max(lowest, body.y()[k]);
            }
        }
        return Math.hypot(x, y) / (lowest - highest);
    }

    /** Whose layout it is. */
    static Kind kind(SkeletonLayout layout) {
        return switch (layout) {
            case COCO_17, COCO_WHOLEBODY_133 -> Kind.COCO;
            case HALPE_26, HALPE_136 -> Kind.HALPE;
            case COCO_18, BODY_25, BODY_25B -> Kind.OPENPOSE;
            case BLAZEPOSE_33 -> Kind.BLAZEPOSE;
        };
    }
}
