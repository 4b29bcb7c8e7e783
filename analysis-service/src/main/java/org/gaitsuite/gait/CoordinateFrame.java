package org.gaitsuite.gait;

/** Where a skeleton's coordinates live. */
public enum CoordinateFrame {
    /** Pixels of the upright picture: x to the right, y down, origin in the upper left corner. */
    IMAGE_PIXELS,
    /** Metres in the plane of the walk: x along the walking direction, y up, ground at y = 0. */
    SAGITTAL_METRES,
    /** As {@link #SAGITTAL_METRES}, but in pixels of the picture: no length is known to measure it by. */
    SAGITTAL_PIXELS
}
