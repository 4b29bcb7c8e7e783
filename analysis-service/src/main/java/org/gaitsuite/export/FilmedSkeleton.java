package org.gaitsuite.export;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;

/** The walker's landmarks in pixels of the full-size picture, asked for by the video's times. */
final class FilmedSkeleton {
    private static final double LEAST_CONFIDENCE = 0.05;
    /** Of the height that landmarks span: hair and hands beyond the last landmark, soles below it. */
    private static final double SIDE_MARGIN = 0.1;

    private static final double TOP_MARGIN = 0.08;
    private static final double BOTTOM_MARGIN = 0.05;

    /** A place in the full-size picture. */
    record Spot(double x, double y) {}

    private final SkeletonOverTime skeleton;
    private final double halfFrame;

    FilmedSkeleton(SkeletonOverTime skeleton, double frameRateHertz) {
        this.skeleton = skeleton;
        this.halfFrame = frameRateHertz > 0 ? 0.5 / frameRateHertz : 0.02;
    }

    int frames() {
        return skeleton.frames();
    }

    double timeSeconds(int frame) {
        return skeleton.timeSeconds(frame);
    }

    /** Half the time from one picture to the next, seconds. */
    double halfFrame() {
        return halfFrame;
    }

    double confidence(int frame, Joint joint) {
        return skeleton.confidence(frame, joint);
    }

    Optional<Spot> spot(int frame, Joint joint) {
        boolean seen = Frames.known(skeleton, frame, joint) && skeleton.confidence(frame, joint) >= LEAST_CONFIDENCE;
        return seen ? Optional.of(new Spot(skeleton.x(frame, joint), skeleton.y(frame, joint))) : Optional.empty();
    }

    /** The frame that belongs to a picture, or empty where the walker is not in view. */
    OptionalInt frameAt(double timeSeconds) {
        int low = firstFrom(timeSeconds - halfFrame);
        boolean found = low < frames() && Math.abs(skeleton.timeSeconds(low) - timeSeconds) <= halfFrame * 1.01;
        return found ? OptionalInt.of(low) : OptionalInt.empty();
    }

    /** The first frame that is not before a time. */
    int firstFrom(double timeSeconds) {
        int low = 0;
        int high = frames();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (skeleton.timeSeconds(middle) < timeSeconds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Where a landmark rests between two times: the median of the frames, so that one bad frame moves nothing. */
    Optional<Spot> resting(double fromSeconds, double toSeconds, Joint joint) {
        int from = firstFrom(fromSeconds - halfFrame);
        int to = Math.max(from + 1, firstFrom(toSeconds + halfFrame));
        double[] x = new double[to - from];
        double[] y = new double[to - from];
        int known = 0;
        for (int frame = from; frame < Math.min(to, frames()); frame++) {
            Optional<Spot> spot = spot(frame, joint);
            if (spot.isPresent()) {
                x[known] = spot.get().x();
                y[known++] = spot.get().y();
            }
        }
        return known == 0 ? Optional.empty() : Optional.of(new Spot(median(x, known), median(y, known)));
    }

    private static double median(double[] values, int known) {
        double[] sorted = Arrays.copyOf(values, known);
        Arrays.sort(sorted);
        return (sorted[(known - 1) / 2] + sorted[known / 2]) / 2;
    }

    /** The walker from head to soles, or empty where too little is seen. */
    Optional<Box> body(int frame) {
        Box span = null;
        int seen = 0;
        for (Joint joint : Joint.values()) {
            Optional<Spot> spot = spot(frame, joint);
            if (spot.isPresent()) {
                double x = spot.get().x();
                double y = spot.get().y();
                span = span == null
                        ? new Box(x, y, x, y)
                        : new Box(
                                Math.min(span.left(), x),
                                Math.min(span.top(), y),
                                Math.max(span.right(), x),
                                Math.max(span.bottom(), y));
                seen++;
            }
        }
        if (span == null || seen < 3) {
            return Optional.empty();
        }
        double height = span.height();
        return Optional.of(span.grown(height * SIDE_MARGIN, height * TOP_MARGIN, height * BOTTOM_MARGIN));
    }

    /** The usual height of {@link #body} over the walk, in pixels; 0 where the body is never seen. */
    double usualHeight() {
        double[] heights = new double[frames()];
        int known = 0;
        for (int frame = 0; frame < frames(); frame++) {
            Optional<Box> body = body(frame);
            if (body.isPresent()) {
                heights[known++] = body.get().height();
            }
        }
        return known == 0 ? 0 : median(heights, known);
    }
}
