package org.gaitsuite.gait;

import java.util.stream.DoubleStream;

/** Length of the leg, thigh plus shank, in the unit of the landmarks: the yardstick for every threshold that is a length. */
final class LegLength {
    /**
     * Height of the hip joint over that of the ankle as a share of body height: 0.530 − 0.039 (Drillis &amp; Contini 1966, in Winter
     * 2009, figure 4.1).
     */
    static final double SHARE_OF_HEIGHT = 0.491;

    private LegLength() {}

    /** Median over frames and sides; NaN when no frame shows hip, knee and ankle of one leg. */
    static double median(Landmarks landmarks) {
        return Statistics.median(DoubleStream.concat(
                        DoubleStream.of(ofSide(landmarks, Side.LEFT)), DoubleStream.of(ofSide(landmarks, Side.RIGHT)))
                .toArray());
    }

    private static double[] ofSide(Landmarks landmarks, Side side) {
        double[] out = new double[landmarks.frames()];
        for (int f = 0; f < out.length; f++) {
            out[f] = at(landmarks, side, f);
        }
        return out;
    }

    /** In one frame; NaN when hip, knee or ankle is not known. */
    static double at(Landmarks landmarks, Side side, int f) {
        Joint knee = side == Side.LEFT ? Joint.LEFT_KNEE : Joint.RIGHT_KNEE;
        Joint hip = side == Side.LEFT ? Joint.LEFT_HIP : Joint.RIGHT_HIP;
        Joint ankle = side == Side.LEFT ? Joint.LEFT_ANKLE : Joint.RIGHT_ANKLE;
        return distance(landmarks, hip, knee, f) + distance(landmarks, knee, ankle, f);
    }

    private static double distance(Landmarks landmarks, Joint a, Joint b, int f) {
        double dx = landmarks.x(a)[f] - landmarks.x(b)[f];
        double dy = landmarks.y(a)[f] - landmarks.y(b)[f];
        return Math.sqrt(dx * dx + dy * dy);
    }
}
