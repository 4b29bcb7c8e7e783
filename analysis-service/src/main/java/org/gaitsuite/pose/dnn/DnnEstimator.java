package org.gaitsuite.pose.dnn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.person.PersonPath;
import org.gaitsuite.person.WalkerChoice;
import org.gaitsuite.pose.PoseEstimator;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseRefused.Reason;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.pose.dnn.PicturesAhead.Picture;
import org.gaitsuite.video.VideoFrame;
import org.gaitsuite.video.VideoInfo;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoRefused;
import org.jspecify.annotations.Nullable;

/**
 * Follows the walker with a pose network. While the video is decoded, a few pictures a second are searched for persons, and whoever looks
 * most like the walker so far is followed at once, in a crop that goes with the hips of the picture before. At the end it is known who walks.
 * Pictures in which someone else was followed until then, or nobody, are read once more.
 *
 * <p>Thread-safe: every call loads its own copy of the network.
 */
public final class DnnEstimator implements PoseEstimator {
    private static final int MOST_THREADS = 4;
    private static final double USUAL_RATE_HERTZ = 30;

    private final ModelDescriptor model;
    private final int threads;

    /** @param threads that compute the landmarks of one picture, 1 or more; one more decodes and searches the pictures to come */
    public DnnEstimator(ModelDescriptor model, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is %d, expected 1 or more".formatted(threads));
        }
        this.model = model;
        this.threads = threads;
    }

    /**
     * The model of that name in a folder, or the folder's first, on {@link #usualThreads()}. Models that the suite knows (BlazePose lite,
     * MoveNet Lightning) need only their {@code .tflite} files there, others a descriptor beside them.
     *
     * @throws PoseRefused with MODEL_UNAVAILABLE and what to do about it
     * @throws IOException if a descriptor in the folder is broken
     */
    public static DnnEstimator fromDirectory(Path modelFolder, Optional<String> name) throws IOException, PoseRefused {
        return new DnnEstimator(new ModelShelf(modelFolder).find(name), usualThreads());
    }

    /** A processor fewer than there are, which decoding takes, and at most four, beyond which small networks gain little. */
    public static int usualThreads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_THREADS);
    }

    /** The model that is used. */
    public ModelDescriptor model() {
        return model;
    }

    @Override
    public PoseTrack estimate(Path video, VideoLimits limits, @Nullable PersonAt wanted, Progress progress)
            throws IOException, VideoRefused, PoseRefused {
        try (PersonFinder finder = new PersonFinder(model);
                LandmarkNetwork landmarks = LandmarkNetwork.load(model, threads)) {
            DecodedHeight height = new DecodedHeight(landmarks);
            int lines = height.before(video, limits, finder, progress);
            WalkerChoice choice = new WalkerChoice();
            Trace trace = new Trace(landmarks);
            VideoInfo info =
                    survey(video, DecodedHeight.of(limits, lines), wanted, progress, finder, landmarks, choice, trace);
            PersonPath walker = chosen(choice, wanted, info);
            int needed = height.needed(lines, walker, info);
            BitSet missing = trace.missing(walker);
            if (needed > lines) {
                missing.set(0, trace.pictures());
            }
            complete(trace, missing, walker, video, DecodedHeight.of(limits, needed), progress, landmarks);
            SkeletonOverTime skeleton = trace.skeleton(walker, info);
            return new PoseTrack(skeleton, info, trace.pictures(), "dnn", model.name(), choice.others(walker), notes());
        }
    }

    /** Reads the whole video, follows whoever is the walker by what was seen so far. */
    private static VideoInfo survey(
            Path video,
            VideoLimits limits,
            @Nullable PersonAt wanted,
            Progress progress,
            PersonFinder finder,
            LandmarkNetwork landmarks,
            WalkerChoice choice,
            Trace trace)
            throws IOException, VideoRefused {
        finder.forget();
        try (PicturesAhead pictures = PicturesAhead.open(video, limits, finder)) {
            Follower follower = new Follower(landmarks, pictures.scale(), Follower.LARGEST_STRAY_AHEAD);
            Optional<PersonPath> guess = Optional.empty();
            for (Picture picture = pictures.next(); picture != null; picture = pictures.next()) {
                VideoFrame frame = picture.frame();
                double time = frame.timeSeconds();
                progress.report("pose", share(time, pictures.info()));
                if (picture.seen() != null) {
                    choice.add(
                            time,
                            picture.seen().stream()
                                    .map(person -> person.scaled(pictures.scale()))
                                    .toList());
                    guess = wanted != null && time >= wanted.timeSeconds()
                            ? pointedAt(choice, wanted, pictures.info()).or(choice::favourite)
                            : choice.favourite();
                }
                trace.add(
                        time,
                        guess.filter(path -> path.covers(time))
                                .map(path -> follower.look(frame, path))
                                .orElse(null));
            }
            return pictures.info();
        }
    }

    private static Optional<PersonPath> pointedAt(WalkerChoice choice, PersonAt wanted, VideoInfo info) {
        return choice.at(wanted.timeSeconds(), wanted.x() * info.width(), wanted.y() * info.height());
    }

    private static PersonPath chosen(WalkerChoice choice, @Nullable PersonAt wanted, VideoInfo info)
            throws PoseRefused {
        if (wanted == null || !choice.sawAnybody()) {
            return choice.walker().orElseThrow(() -> nobody(choice.sawAnybody()));
        }
        return pointedAt(choice, wanted, info)
                .orElseThrow(() -> new PoseRefused(
                        Reason.NO_PERSON,
                        "Nobody was found at %.2f s where the wanted person was pointed at (%.0f %% of the picture's width from the left, %.0f %% of its height from the top): please point at the middle of somebody's body, in a picture that shows all of it."
                                .formatted(wanted.timeSeconds(), 100 * wanted.x(), 100 * wanted.y())));
    }

    private static PoseRefused nobody(boolean sawAnybody) {
        return new PoseRefused(
                Reason.NO_PERSON,
                sawAnybody
                        ? "A person is only glimpsed in this video, for less than half a second: please film the whole walk."
                        : "No person could be found in this video: please film the whole body from the side, in good light.");
    }

    /** Looks for the walker in the pictures that are missing. */
    private static void complete(
            Trace trace,
            BitSet missing,
            PersonPath walker,
            Path video,
            VideoLimits limits,
            Progress progress,
            LandmarkNetwork landmarks)
            throws IOException, VideoRefused {
        if (missing.isEmpty()) {
            return;
        }
        try (PicturesAhead pictures = PicturesAhead.open(video, limits, null)) {
            Follower follower = new Follower(landmarks, pictures.scale(), Follower.LARGEST_STRAY);
            for (Picture picture = pictures.next();
                    picture != null && picture.frame().index() < missing.length();
                    picture = pictures.next()) {
                progress.report("pose", 1);
                int index = picture.frame().index();
                if (missing.get(index) && walker.covers(picture.frame().timeSeconds())) {
                    trace.set(index, follower.look(picture.frame(), walker));
                }
            }
        }
    }

    private static double share(double timeSeconds, VideoInfo info) {
        double declared = info.durationSeconds();
        return declared > 0 ? Math.min(1, (timeSeconds + 1 / USUAL_RATE_HERTZ) / declared) : 0;
    }

    private List<String> notes() {
        return model.skeleton().hasFeet()
                ? List.of()
                : List.of(
                        "The pose model %s knows no heels and toes: gait events come from the ankles, and ankle angles cannot be given."
                                .formatted(model.name()));
    }
}
