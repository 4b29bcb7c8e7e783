package org.gaitsuite.video;

/**
 * What a video says of itself, after its rotation metadata was applied.
 *
 * @param width pixels of the upright picture
 * @param height pixels of the upright picture
 * @param frameRateHertz nominal (average) frame rate; frames carry their own times
 * @param durationSeconds as the container says, or 0 where it does not
 * @param codec FFmpeg's short name, for instance {@code hevc}
 * @param rotationDegrees clockwise turn that was applied: 0, 90, 180 or 270
 */
public record VideoInfo(
        int width,
        int height,
        double frameRateHertz,
        double durationSeconds,
        String codec,
        String container,
        int rotationDegrees) {}
