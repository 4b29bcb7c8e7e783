package org.gaitsuite.pose.dnn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.Person;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.person.PersonPath;
import org.gaitsuite.person.WalkerChoice;
import org.gaitsuite.pose.PoseEstimator;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseRefused.Reason;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoFrame;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoReader;
import org.gaitsuite.video.VideoRefused;
import org.jspecify.annotations.Nullable;

/**
 * Follows the walker with a pose network. The video is read twice: first a few pictures a second are searched for persons, and the one who
 * travels is chosen; then that person's landmarks are found in every picture, in a crop that follows the hips of the picture before.
 *
 * <p>Thread-safe: every call loads its own copy of the network.
 */
public final class DnnEstimator implements PoseEstimator {
    private static final double SEARCHES_PER_SECOND = 4;
    /** Pictures are decoded to at least this height for the landmarks, which repays its cost in precision. */
    private static final int LANDMARK_LINES = 1080;

    private static final double USUAL_RATE_HERTZ = 30;
    /** The hips may be this share of the half body height away from where the search saw the walker, else the crop follows someone else. */
    private static final double LARGEST_STRAY = 0.5;

    private final ModelDescriptor model;

    public DnnEstimator(ModelDescriptor model) {
        this.model = model;
    }

    /**
     * The model of that name in a folder, or the folder's first. Models that the suite knows (BlazePose lite, MoveNet Lightning) need
     * only their {@code .tflite} files there, others a descriptor beside them.
     *
     * @throws PoseRefused with MODEL_UNAVAILABLE and what to do about it
     * @throws IOException if a descriptor in the folder is broken
     */
    public static DnnEstimator fromDirectory(Path modelFolder, Optional<String> name) throws IOException, PoseRefused {
        return new DnnEstimator(new ModelShelf(modelFolder).find(name));
    }

    /** The model that is used. */
    public ModelDescriptor model() {
        return model;
    }

    @Override
    public PoseTrack estimate(Path video, VideoLimits limits, @Nullable PersonAt wanted, Progress progress)
            throws IOException, VideoRefused, PoseRefused {
        try (LandmarkNetwork landmarks = LandmarkNetwork.load(model);
                PersonFinder finder = new PersonFinder(model, landmarks)) {
            PersonPath walker = findWalker(video, limits, progress, finder);
            return follow(walker, video, limits, progress, landmarks);
        }
    }

    /** @return the walker's path in pixels of the full-size picture */
    private static PersonPath findWalker(Path video, VideoLimits limits, Progress progress, PersonFinder finder)
            throws IOException, VideoRefused, PoseRefused {
        WalkerChoice choice = new WalkerChoice();
        try (VideoReader reader = VideoReader.open(video, limits)) {
            VideoInfo info = reader.info();
            double due = 0;
            for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
                progress.report("decoding", share(frame, info));
                if (frame.timeSeconds() >= due) {
                    due = frame.timeSeconds() + 1 / SEARCHES_PER_SECOND;
                    choice.add(
                            frame.timeSeconds(),
                            finder.find(frame).stream()
                                    .map(person -> person.scaled(reader.scale()))
                                    .toList());
                }
            }
        }
        return choice.walker().orElseThrow(() -> nobody(choice.sawAnybody()));
    }

    private static PoseRefused nobody(boolean sawAnybody) {
        return new PoseRefused(
                Reason.NO_PERSON,
                sawAnybody
                        ? "A person is only glimpsed in this video, for less than half a second: please film the whole walk."
                        : "No person could be found in this video: please film the whole body from the side, in good light.");
    }

    private PoseTrack follow(
            PersonPath walker, Path video, VideoLimits limits, Progress progress, LandmarkNetwork landmarks)
            throws IOException, VideoRefused {
        VideoLimits fine = new VideoLimits(
                limits.maximumSeconds(), limits.maximumPixels(), Math.max(limits.decodedHeight(), LANDMARK_LINES));
        List<Double> times = new ArrayList<>();
        List<double[]> xs = new ArrayList<>();
        List<double[]> ys = new ArrayList<>();
        List<double[]> confidences = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(video, fine)) {
            @Nullable Person last = null;
            for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
                progress.report("pose", share(frame, reader.info()));
                double[] x = unseen(Double.NaN);
                double[] y = unseen(Double.NaN);
                double[] confidence = unseen(0);
                if (walker.covers(frame.timeSeconds())) {
                    Person expected = walker.at(frame.timeSeconds()).scaled(1 / reader.scale());
                    Landmarks found = see(landmarks, frame, last, expected);
                    last = found == null ? null : landmarks.personOf(found);
                    if (found != null) {
                        landmarks.fill(found, frame, reader.scale(), x, y, confidence);
                    }
                }
                times.add(frame.timeSeconds());
                xs.add(x);
                ys.add(y);
                confidences.add(confidence);
            }
            SkeletonOverTime skeleton = new SkeletonOverTime(
                    CoordinateFrame.IMAGE_PIXELS,
                    times.stream().mapToDouble(Double::doubleValue).toArray(),
                    xs.toArray(double[][]::new),
                    ys.toArray(double[][]::new),
                    confidences.toArray(double[][]::new));
            return new PoseTrack(skeleton, reader.info(), times.size(), "dnn", model.name(), List.of(), notes());
        }
    }

    /** Looks where the picture before saw the walker, then where the search did. */
    private static @Nullable Landmarks see(
            LandmarkNetwork landmarks, VideoFrame frame, @Nullable Person last, Person expected) {
        if (last != null && isNear(last, expected)) {
            Landmarks found = landmarks.see(frame, landmarks.cropAround(last));
            Person person = found == null ? null : landmarks.personOf(found);
            if (person != null && isNear(person, expected)) {
                return found;
            }
        }
        Landmarks found = landmarks.see(frame, landmarks.cropAround(expected));
        Person person = found == null ? null : landmarks.personOf(found);
        return person != null && isNear(person, expected) ? found : null;
    }

    private static boolean isNear(Person person, Person expected) {
        double distance = Math.hypot(person.hipX() - expected.hipX(), person.hipY() - expected.hipY());
        double ratio = person.radius() / expected.radius();
        return distance < LARGEST_STRAY * expected.radius() && ratio > 0.5 && ratio < 2;
    }

    private static double share(VideoFrame frame, VideoInfo info) {
        double declared = info.durationSeconds();
        return declared > 0 ? Math.min(1, (frame.timeSeconds() + 1 / USUAL_RATE_HERTZ) / declared) : 0;
    }

    private static double[] unseen(double value) {
        double[] row = new double[Joint.values().length];
        Arrays.fill(row, value);
        return row;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!model.skeleton().hasFeet()) {
            notes.add(
                    "The pose model %s knows no heels and toes: gait events come from the ankles, and ankle angles cannot be given."
                            .formatted(model.name()));
        }
        return notes;
    }
}
