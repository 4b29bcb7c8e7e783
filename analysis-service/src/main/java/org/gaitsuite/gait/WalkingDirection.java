package org.gaitsuite.gait;

/** Where the walker goes in the picture. */
public enum WalkingDirection {
    LEFT,
    RIGHT,
    TOWARDS_CAMERA,
    AWAY_FROM_CAMERA
}
