package org.gaitsuite.gait;

/** From where the camera sees the walk. */
public enum View {
    SIDE,
    FRONTAL
}
