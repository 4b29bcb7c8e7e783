package org.gaitsuite.gait;

/** A side of the walker's body, never of the picture. */
public enum Side {
    LEFT,
    RIGHT;

    public Side opposite() {
        return this == LEFT ? RIGHT : LEFT;
    }
}
