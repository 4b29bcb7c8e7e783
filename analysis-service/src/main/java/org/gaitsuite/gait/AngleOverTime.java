package org.gaitsuite.gait;

/**
 * One joint angle from frame to frame.
 *
 * @param name that of its curve over the cycle, for instance {@code knee_flexion}
 * @param degrees one value for each frame of the walk it belongs to; flexion, dorsiflexion and forward lean positive, NaN where unknown
 */
public record AngleOverTime(String name, Side side, double[] degrees) {}
