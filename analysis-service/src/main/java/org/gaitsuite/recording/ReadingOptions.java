package org.gaitsuite.recording;

import org.gaitsuite.person.PersonAt;
import org.jspecify.annotations.Nullable;

/**
 * What a file does not say of itself.
 *
 * @param frameRateHertz frames a second, 1..2000 Hz; null takes the file's own times
 * @param pictureSize of the picture that the keypoints were found in; null where the file says so, or has pixels
 * @param person who of several people in keypoints is meant; null for who walks
 */
public record ReadingOptions(
        @Nullable Double frameRateHertz,
        @Nullable PictureSize pictureSize,
        @Nullable PersonAt person) {
    public static final ReadingOptions NONE = new ReadingOptions(null, null, null);
}
