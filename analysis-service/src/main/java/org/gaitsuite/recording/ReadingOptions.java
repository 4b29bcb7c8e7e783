package org.gaitsuite.recording;

import org.jspecify.annotations.Nullable;

/**
 * What a file does not say of itself.
 *
 * @param frameRateHertz frames a second, 1..2000 Hz; null takes the file's own times
 * @param pictureSize of the picture that the keypoints were found in; null where the file says so, or has pixels
 */
public record ReadingOptions(
        @Nullable Double frameRateHertz, @Nullable PictureSize pictureSize) {
    public static final ReadingOptions NONE = new ReadingOptions(null, null);
}
