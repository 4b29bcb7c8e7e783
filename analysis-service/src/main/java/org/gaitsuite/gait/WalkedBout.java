package org.gaitsuite.gait;

/**
 * A stretch of steady walking one way, as it was measured. Turns, pauses and the uneven steps beside them lie between bouts.
 *
 * @param startSeconds of the stretch, seconds from the input's first frame
 * @param strides whole gait cycles measured in it, of both feet together
 */
public record WalkedBout(double startSeconds, double endSeconds, WalkingDirection direction, int strides) {}
