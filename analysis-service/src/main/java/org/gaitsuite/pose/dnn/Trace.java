package org.gaitsuite.pose.dnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.Person;
import org.gaitsuite.person.PersonPath;
import org.gaitsuite.video.VideoInfo;
import org.jspecify.annotations.Nullable;

/** What was looked for in each picture of a video, and found, in pixels of the full-size picture. For one thread. */
final class Trace {
    /** In half body heights: where nobody was found in a crop that was so near, another look finds nobody either. */
    private static final double SAME_PLACE = 0.25;

    /**
     * A look at one picture.
     *
     * @param expected where the person was looked for
     * @param found null where the person was not there
     */
    record Look(Person expected, @Nullable Landmarks found) {}

    private final LandmarkNetwork landmarks;
    private final List<Double> times = new ArrayList<>();
    private final List<@Nullable Look> looks = new ArrayList<>();

    Trace(LandmarkNetwork landmarks) {
        this.landmarks = landmarks;
    }

    /** @param look null where the picture was not looked at */
    void add(double timeSeconds, @Nullable Look look) {
        times.add(timeSeconds);
        looks.add(look);
    }

    void set(int picture, Look look) {
        looks.set(picture, look);
    }

    int pictures() {
        return times.size();
    }

    /** The pictures in which the walker should be but was not looked for, or somebody else was followed. */
    BitSet missing(PersonPath walker) {
        BitSet missing = new BitSet();
        for (int i = 0; i < times.size(); i++) {
            missing.set(i, walker.covers(times.get(i)) && !isKnown(looks.get(i), walker.at(times.get(i))));
        }
        return missing;
    }

    private boolean isKnown(@Nullable Look look, Person walker) {
        if (look == null) {
            return false;
        }
        return look.found() == null ? Follower.isNear(look.expected(), walker, SAME_PLACE) : isOf(look.found(), walker);
    }

    private boolean isOf(Landmarks found, Person walker) {
        Person person = landmarks.personOf(found);
        return person != null && Follower.isNear(person, walker, Follower.LARGEST_STRAY);
    }

    /** The walker's landmarks; none where somebody else was followed. */
    SkeletonOverTime skeleton(PersonPath walker, VideoInfo video) {
        List<double[]> xs = new ArrayList<>();
        List<double[]> ys = new ArrayList<>();
        List<double[]> confidences = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            double[] x = unseen(Double.NaN);
            double[] y = unseen(Double.NaN);
            double[] confidence = unseen(0);
            Look look = looks.get(i);
            if (look != null
                    && look.found() != null
                    && walker.covers(times.get(i))
                    && isOf(look.found(), walker.at(times.get(i)))) {
                landmarks.fill(look.found(), video.width(), video.height(), x, y, confidence);
            }
            xs.add(x);
            ys.add(y);
            confidences.add(confidence);
        }
        return new SkeletonOverTime(
                CoordinateFrame.IMAGE_PIXELS,
                times.stream().mapToDouble(Double::doubleValue).toArray(),
                xs.toArray(double[][]::new),
                ys.toArray(double[][]::new),
                confidences.toArray(double[][]::new));
    }

    private static double[] unseen(double value) {
        double[] row = new double[Joint.values().length];
        Arrays.fill(row, value);
        return row;
    }
}
