package org.gaitsuite.analysis;

import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.recording.PictureSize;
import org.jspecify.annotations.Nullable;

/**
 * What to analyse and how.
 *
 * @param options with a cut-off of 1..50 Hz and gaps of up to 0..2 s, and a least confidence of 0..1
 * @param estimator {@code silhouette} or {@code dnn}; null takes the configured default
 * @param model the name of a model for {@code dnn}; null takes the configured one
 * @param frameRateHertz rate at which the walk was really filmed, for slow motion that plays at another rate and for keypoints that come
 *     without times, 1..2000 Hz; null trusts the input's own times
 * @param pictureSize of the picture that keypoints in shares of it were found in; null where the input says so
 * @param person who of several people is analysed; null for who walks
 */
public record AnalysisRequest(
        Subject subject,
        GaitOptions options,
        @Nullable String estimator,
        @Nullable String model,
        @Nullable Double frameRateHertz,
        @Nullable PictureSize pictureSize,
        @Nullable PersonAt person) {
    public static final AnalysisRequest DEFAULT =
            new AnalysisRequest(Subject.UNKNOWN, GaitOptions.DEFAULT, null, null, null, null, null);

    public AnalysisRequest {
        if (frameRateHertz != null && !(frameRateHertz >= 1 && frameRateHertz <= 2000)) {
            throw new IllegalArgumentException("frame_rate is %s Hz, expected 1 to 2000 Hz".formatted(frameRateHertz));
        }
        requireRange("cut-off", " Hz", options.cutOffHertz(), 1, 50);
        requireRange("longest gap", " s", options.maximumGapSeconds(), 0, 2);
        requireRange("confidence", "", options.leastConfidence(), 0, 1);
    }

    /** This request, with the walk read in another way. */
    public AnalysisRequest with(GaitOptions other) {
        return new AnalysisRequest(subject, other, estimator, model, frameRateHertz, pictureSize, person);
    }

    private static void requireRange(String name, String unit, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    "%s is %s%s, expected %s to %s%s".formatted(name, value, unit, low, high, unit));
        }
    }
}
