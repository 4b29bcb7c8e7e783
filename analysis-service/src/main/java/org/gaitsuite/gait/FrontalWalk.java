package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A bout of a walk towards the camera or away from it, in the picture. The distance from the camera goes as one over the walker's size;
 * on a straight and steady way it changes evenly, so the size of each frame is taken from a line through one over the trunk's length
 * over about a stride (a pinhole camera; Stenum et al. 2024, PLOS Digital Health 3, e0000467, tell the depth of a frontal walk so too).
 *
 * @param landmarks of the bout's part of the recording: pixels, y down
 * @param bout its {@code forward} is +1 towards the camera and −1 away from it
 * @param far distance from the camera, in trunk lengths times the focal length: one over the trunk in pixels
 */
record FrontalWalk(Landmarks landmarks, Bout bout, double intervalSeconds, Feet feet, Signal far) implements BoutWalk {
    /** Relative change of size per second below which the walker stays where he is: 0.3 m/s at 10 m. */
    private static final double SLOWEST = 0.03;

    /** A walk must change the size at least by this share; half a step at 4 m. */
    private static final double LEAST_CHANGE = 0.08;

    private static final double WINDOW_SECONDS = 1.2;

    private static final int FEWEST_STEPS = 3;

    /**
     * The bouts of a recording in order of time, at least one; who steps without coming nearer walks on a treadmill.
     *
     * @throws NoWalkFound if nobody steps or the trunk was not seen
     */
    static List<FrontalWalk> all(Preparation prepared, WalkingSurface surface) throws NoWalkFound {
        Landmarks landmarks = prepared.landmarks();
        double[] trunk = BodySize.ofTrunk(landmarks);
        if (Statistics.finite(trunk).length < 8) {
            throw new NoWalkFound(
                    "The walk is seen from the front or from behind, and hips and shoulders were hardly ever seen together, so the walker's"
                            + " distance cannot be followed. Film the whole body.");
        }
        Signal far = smoothed(landmarks.time(), trunk);
        List<Bout> bouts = surface == WalkingSurface.TREADMILL ? List.of() : overground(far);
        if (bouts.isEmpty()) {
            bouts = List.of(inPlace(landmarks, far, surface));
        }
        List<FrontalWalk> walks = new ArrayList<>();
        int from = 0;
        for (Stretch stretch : Stretch.divide(landmarks, bouts)) {
            int to = from + stretch.landmarks().frames();
            Signal own = new Signal(stretch.landmarks().time(), Arrays.copyOfRange(far.value(), from, to));
            Feet feet = Feet.of(stretch.landmarks(), List.of(stretch.bout().run()));
            walks.add(new FrontalWalk(stretch.landmarks(), stretch.bout(), prepared.intervalSeconds(), feet, own));
            from = to;
        }
        return walks;
    }

    /** One over the size, along the line through the frames around. */
    private static Signal smoothed(double[] time, double[] trunk) {
        double[] far = new double[trunk.length];
        int reach = reach(time);
        double[] inverse = new double[trunk.length];
        for (int f = 0; f < far.length; f++) {
            inverse[f] = 1 / trunk[f];
        }
        for (int f = 0; f < far.length; f++) {
            int from = Math.max(0, f - reach);
            int to = Math.min(far.length, f + reach + 1);
            Line line = Line.through(time, inverse, from, to);
            far[f] = Double.isFinite(inverse[f]) ? line.at(time[f]) : Double.NaN;
        }
        return new Signal(time, far);
    }

    private static int reach(double[] time) {
        double interval = (time[time.length - 1] - time[0]) / (time.length - 1);
        return (int) Math.max(2, Math.round(WINDOW_SECONDS / 2 / interval));
    }

    private static List<Bout> overground(Signal far) {
        double[] approach = new double[far.length()];
        double[] growth = new double[far.length()];
        int reach = reach(far.time()) / 2;
        for (int f = 0; f < approach.length; f++) {
            int from = Math.max(0, f - reach);
            int to = Math.min(approach.length - 1, f + reach);
            approach[f] = (far.value()[from] - far.value()[to]) / (far.time()[to] - far.time()[from]);
            growth[f] = approach[f] / far.value()[f];
        }
        List<Bout> bouts = new ArrayList<>();
        for (Run run : Run.inOneDirection(growth, SLOWEST)) {
            double change = Math.log(far.value()[run.from()] / far.value()[run.to() - 1]);
            if (Math.abs(change) >= LEAST_CHANGE) {
                bouts.add(new Bout(Bout.steady(approach, run), change > 0 ? 1 : -1, false));
            }
        }
        return bouts;
    }

    private static Bout inPlace(Landmarks landmarks, Signal far, WalkingSurface surface) throws NoWalkFound {
        Signal apart = new Signal(landmarks.time(), landmarks.y(Joint.LEFT_ANKLE))
                .minus(new Signal(landmarks.time(), landmarks.y(Joint.RIGHT_ANKLE)))
                .combine(far, (pixels, over) -> pixels * over);
        if (surface == WalkingSurface.OVERGROUND || Swinging.of(apart, 1).steps() < FEWEST_STEPS) {
            throw new NoWalkFound(
                    "The walk is seen from the front or from behind, but the walker neither comes nearer nor goes away. "
                            + "Film a walk of at least four steps towards the camera or away from it, or from the side.");
        }
        List<Run> runs = Run.ofFinite(apart.value());
        Run all = new Run(runs.getFirst().from(), runs.getLast().to());
        return new Bout(all, facing(landmarks), true);
    }

    /** Who faces the camera has the left hip on the right of the picture. */
    private static int facing(Landmarks landmarks) {
        double[] across = new double[landmarks.frames()];
        for (int f = 0; f < across.length; f++) {
            across[f] = landmarks.x(Joint.LEFT_HIP)[f] - landmarks.x(Joint.RIGHT_HIP)[f];
        }
        return Statistics.median(across) < 0 ? -1 : 1;
    }

    /** Distance of the hips across the picture during the bout, pixels. */
    double[] hipsApart() {
        double[] apart = new double[landmarks.frames()];
        for (int f = 0; f < apart.length; f++) {
            apart[f] = Math.abs(landmarks.x(Joint.LEFT_HIP)[f] - landmarks.x(Joint.RIGHT_HIP)[f]);
        }
        return Arrays.copyOfRange(apart, bout.run().from(), bout.run().to());
    }

    @Override
    public WalkingDirection direction() {
        return bout.forward() > 0 ? WalkingDirection.TOWARDS_CAMERA : WalkingDirection.AWAY_FROM_CAMERA;
    }

    /** How far a landmark is below another one, in trunk lengths: nearer to the camera, or less lifted. */
    Signal below(Joint joint, Joint other) {
        return inTrunks(below(joint).minus(below(other)));
    }

    /** Upward speed, trunk lengths per second. */
    Signal rising(Joint joint) {
        return inTrunks(below(joint).derivative().negated());
    }

    private Signal below(Joint joint) {
        return new Signal(landmarks.time(), landmarks.y(joint));
    }

    private Signal hips() {
        return new Signal(landmarks.time(), landmarks.middle(Joint.LEFT_HIP, Joint.RIGHT_HIP)[1]);
    }

    private Signal inTrunks(Signal pixels) {
        return pixels.combine(far, (value, over) -> value * over).within(bout.run());
    }

    /** Downward speed of the hips, trunk lengths per second. */
    Signal sinking() {
        return inTrunks(hips().derivative());
    }
}
