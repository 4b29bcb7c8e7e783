package org.gaitsuite.pose;

import java.util.List;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.OtherPerson;
import org.gaitsuite.video.VideoInfo;

/**
 * The walker's landmarks, and what the estimator has to say of them.
 *
 * @param skeleton in {@link org.gaitsuite.gait.CoordinateFrame#IMAGE_PIXELS} of the full-size upright picture; only the frames in
 *     which the walker is in view need landmarks
 * @param frames number of frames in the video
 * @param estimator {@code silhouette} or {@code dnn}
 * @param model name of the model
 * @param others everybody else who was seen
 * @param notes sentences for the reader of the report, for instance what this estimator cannot know
 */
public record PoseTrack(
        SkeletonOverTime skeleton,
        VideoInfo video,
        int frames,
        String estimator,
        String model,
        List<OtherPerson> others,
        List<String> notes) {
    public PoseTrack {
        others = List.copyOf(others);
        notes = List.copyOf(notes);
    }
}
