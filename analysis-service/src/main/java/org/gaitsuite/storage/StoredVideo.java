package org.gaitsuite.storage;

/**
 * What the store counted while it wrote a video.
 *
 * @param sizeBytes bytes written, at least 1
 * @param sha256 of the content, 64 lower-case hexadecimal digits
 */
public record StoredVideo(long sizeBytes, String sha256) {}
