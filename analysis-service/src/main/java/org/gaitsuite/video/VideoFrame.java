package org.gaitsuite.video;

/**
 * One decoded picture, upright.
 *
 * @param index 0 for the first decoded frame
 * @param timeSeconds presentation time from the first frame
 * @param bgr height × width × 3 bytes, blue green red, rows without padding; the array is reused by the next frame
 */
public record VideoFrame(int index, double timeSeconds, int width, int height, byte[] bgr) {}
