package org.gaitsuite.c3d;

import java.util.List;

/**
 * A force plate in the floor.
 *
 * @param type 1 to 4 as the C3D User Guide numbers them
 * @param corners four corners as x, y, z in the points' unit and axes: first that of the plate's +x +y quadrant, then −x +y, −x −y, +x −y
 * @param origin from the plate's true origin to the middle of its top, x, y, z in the plate's axes
 * @param channels what the plate measures, in the order its type asks for
 * @param verticalNewtons ground reaction along the plate's normal, positive while the ground pushes up; one value an analogue sample;
 *     empty where the type is not known
 */
public record ForcePlatform(
        int type, List<double[]> corners, double[] origin, List<C3dAnalog> channels, double[] verticalNewtons) {}
