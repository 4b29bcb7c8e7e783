package org.gaitsuite.gait;

/** What the walker walks on; AUTOMATIC lets the walk itself tell. */
public enum WalkingSurface {
    AUTOMATIC,
    OVERGROUND,
    TREADMILL
}
