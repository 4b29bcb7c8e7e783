package org.gaitsuite.phantom;

/**
 * Lengths of the body in metres, as shares of the body height after Drillis &amp; Contini (1966), in Winter, Biomechanics and Motor
 * Control of Human Movement, 4th ed. 2009, figure 4.1. The spacing of the hip joint centres (0.1 of the height) and where along the
 * foot the malleolus and the ball lie are common anatomical figures, not of that table.
 */
record BodyProportions(double height) {
    double thigh() {
        return 0.245 * height;
    }

    double shank() {
        return 0.246 * height;
    }

    /** Hip to ankle with the knee straight. */
    double leg() {
        return thigh() + shank();
    }

    double ankleHeight() {
        return 0.039 * height;
    }

    double footLength() {
        return 0.152 * height;
    }

    double hipHalfSpacing() {
        return 0.05 * height;
    }

    /** To the joint, not to the outside of the shoulder, which is 0.129 of the height from the middle. */
    double shoulderHalfWidth() {
        return 0.1 * height;
    }

    /** Hip joints to the level of the shoulder joints. */
    double trunk() {
        return (0.818 - 0.53) * height;
    }

    double upperArm() {
        return 0.186 * height;
    }

    double forearm() {
        return 0.146 * height;
    }

    double hand() {
        return 0.108 * height;
    }

    /** Level of the shoulder joints to the vertex. */
    double neckAndHead() {
        return (1 - 0.818) * height;
    }

    double head() {
        return 0.13 * height;
    }
}
