package org.gaitsuite.recording;

import org.gaitsuite.gait.Joint;

/**
 * Angles of the right leg straight from the coordinates that Winter printed, unfiltered, by the products of two segments as vectors: another way to
 * the same angle than the analysis takes. Degrees, flexion and dorsiflexion positive.
 */
public enum PrintedAngle {
    /** Thigh against the downward vertical. */
    HIP("hip_flexion") {
        @Override
        public double degrees(WinterStride stride, int frame) {
            return turn(new double[] {0, -1}, segment(stride, frame, Joint.RIGHT_HIP, Joint.RIGHT_KNEE));
        }
    },
    /** Thigh against shank. */
    KNEE("knee_flexion") {
        @Override
        public double degrees(WinterStride stride, int frame) {
            return turn(
                    segment(stride, frame, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
                    segment(stride, frame, Joint.RIGHT_HIP, Joint.RIGHT_KNEE));
        }
    },
    /** Foot, heel to toe, against shank, 0 at a right angle. */
    ANKLE("ankle_dorsiflexion") {
        @Override
        public double degrees(WinterStride stride, int frame) {
            return turn(
                            segment(stride, frame, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
                            segment(stride, frame, Joint.RIGHT_HEEL, Joint.RIGHT_TOE))
                    - 90;
        }
    };

    private final String curve;

    PrintedAngle(String curve) {
        this.curve = curve;
    }

    /** Name of the same angle in a result. */
    public String curve() {
        return curve;
    }

    /** @param frame of the table, from 1 */
    public abstract double degrees(WinterStride stride, int frame);

    private static double[] segment(WinterStride stride, int frame, Joint from, Joint to) {
        return new double[] {stride.x(frame, to) - stride.x(frame, from), stride.y(frame, to) - stride.y(frame, from)};
    }

    /** From one segment to the other, positive the way that swings a hanging leg forward. */
    private static double turn(double[] from, double[] to) {
        return Math.toDegrees(Math.atan2(from[0] * to[1] - from[1] * to[0], from[0] * to[0] + from[1] * to[1]));
    }
}
