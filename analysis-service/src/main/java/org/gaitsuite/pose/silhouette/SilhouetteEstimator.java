package org.gaitsuite.pose.silhouette;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gaitsuite.gait.Side;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.pose.PoseEstimator;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.pose.Progress;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoRefused;
import org.jspecify.annotations.Nullable;

/**
 * Follows one walker in side view in front of a still camera, without any model file: background subtraction, then one articulated
 * body fitted to the silhouettes of the whole walk. Head, trunk and legs only; arms are not followed. Thread-safe.
 */
public final class SilhouetteEstimator implements PoseEstimator {
    /** Name of the body model, in results. */
    public static final String MODEL = "sagittal-capsules-1";

    private static final double CERTAIN = 0.8;
    private static final double SHORTEST_SECONDS = 1;

    private final int threads;

    /** Decodes with as many threads as there are processors. */
    public SilhouetteEstimator() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** @param threads that decode and fit, 1 or more: this is where an analysis is told how much of the machine it may take */
    public SilhouetteEstimator(int threads) {
        this.threads = threads;
    }

    @Override
    public PoseTrack estimate(Path video, VideoLimits limits, @Nullable PersonAt wanted, Progress progress)
            throws IOException, VideoRefused, PoseRefused {
        Scene scene = Scene.read(video, limits, threads, progress);
        WalkerChoice choice = new WalkerChoice(scene);
        WalkerChoice.Walk chosen = choice.choose(wanted);
        WalkPictures walk = new WalkPictures(scene, chosen);
        PeriodicGait gait = new PeriodicGait(StepRhythm.of(walk), walk.frames());
        progress.report("pose", 0.72);
        double[] parameters = new PeriodicFit(walk, gait).fit();
        progress.report("pose", 0.9);
        double[] shape = PeriodicGait.shape(parameters);
        double[][] periodic = new double[walk.frames()][];
        for (int i = 0; i < periodic.length; i++) {
            periodic[i] = gait.pose(walk.time()[i], parameters, new double[0][]);
        }
        SmoothFit fit = new SmoothFit(walk, shape, periodic);
        double[][] poses = fit.fit();
        NearLeg near = NearLeg.of(shape);
        Side nearSide = walk.walk().right() ? Side.RIGHT : Side.LEFT;
        Side legA = near.legA() ? nearSide : nearSide.opposite();
        Landmarks landmarks = new Landmarks(scene, walk, shape, poses, fit.overlap(poses), legA);
        if (landmarks.believedSeconds() < SHORTEST_SECONDS) {
            throw new PoseRefused(
                    PoseRefused.Reason.NO_WALK,
                    String.format(
                            Locale.ROOT,
                            "Somebody moves across the picture, but two walking legs could be made out for only %.1f s;"
                                    + " at least %.0f s are needed. Clothes that hide the legs or stand out too little from"
                                    + " the background may be the cause.",
                            landmarks.believedSeconds(),
                            SHORTEST_SECONDS));
        }
        progress.report("pose", 1);
        return new PoseTrack(
                landmarks.skeleton(),
                scene.info(),
                scene.timeSeconds().length,
                "silhouette",
                MODEL,
                choice.others(chosen),
                notes(near));
    }

    private static List<String> notes(NearLeg near) {
        List<String> notes = new ArrayList<>();
        notes.add("The legs were followed by their outline alone; arms are not measured.");
        if (near.certainty() < CERTAIN) {
            notes.add(
                    "Left and right may be exchanged: the outline does not show clearly which leg is nearer the camera.");
        }
        return notes;
    }
}
