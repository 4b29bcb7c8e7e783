package org.gaitsuite.gait;

/**
 * One contact event.
 *
 * @param timeSeconds seconds from the input's first frame, interpolated between frames
 * @param confidence 0..1
 */
public record GaitEvent(EventType type, Side side, double timeSeconds, double confidence) {}
