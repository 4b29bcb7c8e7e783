package org.gaitsuite.pose;

import java.io.IOException;
import java.nio.file.Path;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.video.VideoLimits;
import org.gaitsuite.video.VideoRefused;
import org.jspecify.annotations.Nullable;

/** Finds the walker in a video and follows the landmarks of the body. Implementations are thread-safe. */
public interface PoseEstimator {
    /**
     * @param wanted who of several people is followed; null for who walks
     * @return landmarks in pixels of the upright picture at its full encoded size
     * @throws VideoRefused if the file is no video that can be read
     * @throws PoseRefused if nobody, or nobody who walks, can be followed in it, or nobody is where the wanted person was pointed at
     */
    PoseTrack estimate(Path video, VideoLimits limits, @Nullable PersonAt wanted, Progress progress)
            throws IOException, VideoRefused, PoseRefused;
}
