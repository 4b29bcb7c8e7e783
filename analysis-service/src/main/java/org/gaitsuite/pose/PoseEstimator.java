package org.gaitsuite.pose;

import java.io.IOException;
import java.nio.file.Path;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoRefused;

/** Finds the walker in a video and follows the landmarks of the body. Implementations are thread-safe. */
public interface PoseEstimator {
    /**
     * @return landmarks in pixels of the upright picture at its full encoded size
     * @throws VideoRefused if the file is no video that can be read
     * @throws PoseRefused if nobody, or nobody who walks, can be followed in it
     */
    PoseTrack estimate(Path video, VideoLimits limits, Progress progress) throws IOException, VideoRefused, PoseRefused;
}
