package org.gaitsuite.video;

/**
 * What is accepted, and how large a picture is decoded to.
 *
 * @param maximumSeconds longest accepted video
 * @param maximumPixels most pixels of a frame as encoded
 * @param decodedHeight frames are scaled to at most this height while decoding, never up
 */
public record VideoLimits(double maximumSeconds, long maximumPixels, int decodedHeight) {
    public static final VideoLimits DEFAULT = new VideoLimits(300, 8192L * 4320L, 540);
}
