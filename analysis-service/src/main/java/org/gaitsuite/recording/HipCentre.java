package org.gaitsuite.recording;

import org.gaitsuite.gait.Side;

/**
 * The hip joint centre from the pelvis' markers, by the regression of Harrington et al., "Prediction of the hip joint centre in adults,
 * children, and patients with cerebral palsy based on magnetic resonance imaging", J Biomech 40 (2007) 595-602: in the pelvis' axes from
 * the middle of the front spines, 0.24 depth + 9.9 mm backwards, 0.30 width + 10.9 mm down and 0.33 width + 7.3 mm to the side, where
 * width is the distance of the front spines and depth that of their middle from the middle of the rear spines.
 */
final class HipCentre {
    private HipCentre() {}

    /** @param rear middle of the rear spines, or the sacrum's marker between them */
    static Vector of(Side side, Vector leftFront, Vector rightFront, Vector rear) {
        Vector front = leftFront.middle(rightFront);
        double width = leftFront.minus(rightFront).length();
        double depth = front.minus(rear).length();
        Vector right = rightFront.minus(leftFront).direction();
        Vector forward = front.minus(rear).across(right).direction();
        Vector up = right.cross(forward);
        double outwards = (0.33 * width + 0.0073) * (side == Side.RIGHT ? 1 : -1);
        return front.plus(forward.times(-0.24 * depth - 0.0099))
                .plus(up.times(-0.30 * width - 0.0109))
                .plus(right.times(outwards));
    }
}
