package org.gaitsuite.analysis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.gaitsuite.video.VideoLimits;

/** Which videos are analysed, and how finely they are looked at. */
@ConfigMapping(prefix = "gait.video")
public interface VideoConfig {
    /** Longest accepted video. Default 5 min. */
    @WithDefault("5m")
    Duration maximumDuration();

    /** Most pixels of an encoded frame. Default 35389440, that is 8192 × 4320. */
    @WithDefault("35389440")
    long maximumPixels();

    /** Height in pixels that frames are scaled down to for analysis; smaller videos stay as they are. Default 540. */
    @WithDefault("540")
    int decodedHeight();

    default VideoLimits limits() {
        return new VideoLimits(maximumDuration().toMillis() / 1000.0, maximumPixels(), decodedHeight());
    }
}
