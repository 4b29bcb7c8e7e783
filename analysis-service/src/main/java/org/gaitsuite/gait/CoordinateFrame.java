package org.gaitsuite.gait;

/** Where a skeleton's coordinates live. */
public enum CoordinateFrame {
    /** Pixels of the upright picture: x to the right, y down, origin in the upper left corner. */
    IMAGE_PIXELS,
    /** Metres in the plane of the walk: x along the walking direction, y up, ground at y = 0. */
    SAGITTAL_METRES,
    /**
     * Pixels of the picture with y up: along the walk with the ground at y = 0 where it is seen from the side and no length is known to measure it
     * by, otherwise as it lies in the picture.
     */
    UPRIGHT_PIXELS
}
