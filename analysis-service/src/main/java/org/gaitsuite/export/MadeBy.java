package org.gaitsuite.export;

/**
 * What a result was made by, for files that say so of themselves.
 *
 * @param estimator {@code silhouette}, {@code dnn}, {@code keypoints} or {@code markers}
 * @param model empty where the estimator has none
 * @param version of the method: the same input gives the same numbers while it stays
 */
public record MadeBy(String estimator, String model, String version) {}
