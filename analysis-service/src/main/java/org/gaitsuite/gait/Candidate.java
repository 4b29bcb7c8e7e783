package org.gaitsuite.gait;

/**
 * An event as one detector sees it, already corrected for the detector's bias.
 *
 * @param support 0..1, how much speaks for it
 */
record Candidate(EventType type, Side side, double timeSeconds, double support) {}
