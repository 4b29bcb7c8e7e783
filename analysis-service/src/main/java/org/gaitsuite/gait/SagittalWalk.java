package org.gaitsuite.gait;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A walk in the plane in which it is measured: x forward along the walk, y up, ground at 0; in metres where the scale is known, else
 * in pixels.
 *
 * @param landmarks of the whole recording
 * @param bout the stretch that is measured
 * @param scale empty when lengths cannot be given in metres
 * @param legLength thigh plus shank in the unit of the landmarks
 * @param intervalSeconds frame interval of the input
 */
record SagittalWalk(
        Landmarks landmarks, Bout bout, Optional<BodyScale> scale, double legLength, double intervalSeconds) {
    /** Share of frames in which heel or toe must be seen to be used; otherwise the ankle stands in. */
    private static final double OFTEN_ENOUGH = 0.6;

    private static final double GROUND_QUANTILE = 0.03;

    static SagittalWalk of(Preparation prepared, CoordinateFrame frame, Bout bout, Subject subject) {
        double up = frame == CoordinateFrame.IMAGE_PIXELS ? -1 : 1;
        double forward = bout.forward();
        Landmarks upright = prepared.landmarks().map(x -> forward * x, y -> up * y);
        @Nullable Double height = subject.heightMetres();
        Optional<BodyScale> scale = frame == CoordinateFrame.SAGITTAL_METRES
                ? Optional.of(BodyScale.METRES)
                : height == null ? Optional.empty() : BodyScale.ofHeight(height, upright, bout.run());
        double unit = scale.map(BodyScale::metresPerUnit).orElse(1.0);
        double ground = frame == CoordinateFrame.SAGITTAL_METRES ? 0 : ground(upright, bout.run());
        Landmarks walk = upright.map(x -> unit * x, y -> unit * (y - ground));
        return new SagittalWalk(walk, bout, scale, LegLength.median(walk), prepared.intervalSeconds());
    }

    /** Height of the lowest foot landmark, but for the few lowest samples, which are noise. */
    private static double ground(Landmarks upright, Run run) {
        double lowest = Double.NaN;
        for (Side side : Side.values()) {
            for (String limb : new String[] {"HEEL", "TOE", "ANKLE"}) {
                Signal y = new Signal(upright.time(), upright.y(Joint.of(side, limb))).within(run);
                double q = Statistics.quantile(y.value(), GROUND_QUANTILE);
                lowest = Double.isNaN(lowest) || q < lowest ? q : lowest;
            }
        }
        return Double.isNaN(lowest) ? 0 : lowest;
    }

    Joint heel(Side side) {
        return seenOrAnkle(side, "HEEL");
    }

    Joint toe(Side side) {
        return seenOrAnkle(side, "TOE");
    }

    private Joint seenOrAnkle(Side side, String limb) {
        Joint joint = Joint.of(side, limb);
        return landmarks.share(joint, bout.run()) >= OFTEN_ENOUGH ? joint : Joint.of(side, "ANKLE");
    }

    Signal x(Joint joint) {
        return new Signal(landmarks.time(), landmarks.x(joint));
    }

    Signal y(Joint joint) {
        return new Signal(landmarks.time(), landmarks.y(joint));
    }

    Signal pelvisX() {
        return Bout.pelvisX(landmarks);
    }

    double startSeconds() {
        return landmarks.time()[bout.run().from()];
    }

    double endSeconds() {
        return landmarks.time()[bout.run().to() - 1];
    }

    /** How the ankles pass one another during the walk. */
    Swinging swinging() {
        Signal apart = x(Joint.LEFT_ANKLE).minus(x(Joint.RIGHT_ANKLE)).within(bout.run());
        return Swinging.of(apart, legLength);
    }
}
