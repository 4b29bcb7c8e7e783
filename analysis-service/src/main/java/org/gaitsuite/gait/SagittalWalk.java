package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A walk in the plane in which it is measured: x forward along the ground, y up from it, ground at 0; in metres where the scale is
 * known, else in pixels.
 *
 * @param landmarks of the whole stretch of the recording
 * @param bout the part of it that is measured
 * @param scale empty when lengths cannot be given in metres
 * @param legLength thigh plus shank in the unit of the landmarks
 * @param intervalSeconds frame interval of the input
 * @param feet which landmarks stand for heels and toes
 * @param slopeDegrees by which the ground rises forward
 */
record SagittalWalk(
        Landmarks landmarks,
        Bout bout,
        Optional<BodyScale> scale,
        double legLength,
        double intervalSeconds,
        Feet feet,
        double slopeDegrees)
        implements BoutWalk {
    private static final double GROUND_QUANTILE = 0.03;

    /**
     * @param upright landmarks with x forward along the ground and y up, in the unit of the input
     * @param bout within them
     */
    static SagittalWalk of(
            Landmarks upright,
            Bout bout,
            CoordinateFrame frame,
            Optional<BodyScale> scale,
            double intervalSeconds,
            double slopeDegrees) {
        double unit = scale.map(BodyScale::metresPerUnit).orElse(1.0);
        double ground = frame == CoordinateFrame.SAGITTAL_METRES ? 0 : ground(upright, bout.run());
        Landmarks walk = upright.map(x -> unit * x, y -> unit * (y - ground));
        Feet feet = Feet.of(walk, List.of(bout.run()));
        return new SagittalWalk(walk, bout, scale, LegLength.median(walk), intervalSeconds, feet, slopeDegrees);
    }

    /** Height of the lowest foot landmark, but for the few lowest samples, which are noise. */
    private static double ground(Landmarks upright, Run run) {
        double lowest = Double.NaN;
        for (Side side : Side.values()) {
            for (String limb : new String[] {"HEEL", "TOE", "ANKLE"}) {
                double[] y = Arrays.copyOfRange(upright.y(Joint.of(side, limb)), run.from(), run.to());
                double q = Statistics.quantile(y, GROUND_QUANTILE);
                lowest = Double.isNaN(lowest) || q < lowest ? q : lowest;
            }
        }
        return Double.isNaN(lowest) ? 0 : lowest;
    }

    /**
     * The stretches of a recording as one walk again, each frame in the plane of its own bout: positions may be compared within a bout
     * only. Its bout reaches from the first to the last and goes the way of the longest; its scale is the least certain one.
     */
    static SagittalWalk joined(List<SagittalWalk> walks) {
        if (walks.size() == 1) {
            return walks.getFirst();
        }
        SagittalWalk longest = walks.stream()
                .max(Comparator.comparingInt(walk -> walk.bout.run().length()))
                .orElseThrow();
        List<Run> runs = new ArrayList<>();
        int frames = 0;
        for (SagittalWalk walk : walks) {
            Run run = walk.bout.run();
            runs.add(new Run(frames + run.from(), frames + run.to()));
            frames += walk.landmarks.frames();
        }
        Landmarks all =
                Landmarks.joined(walks.stream().map(SagittalWalk::landmarks).toList());
        Bout whole = new Bout(
                new Run(runs.getFirst().from(), runs.getLast().to()), longest.bout.forward(), longest.bout.treadmill());
        return new SagittalWalk(
                all,
                whole,
                BodyScale.leastCertain(walks.stream().map(SagittalWalk::scale).toList()),
                LegLength.median(all),
                longest.intervalSeconds,
                Feet.of(all, runs),
                longest.slopeDegrees);
    }

    /** The same walk with y against gravity instead of up from the ground: what angles against the vertical are measured in. */
    SagittalWalk againstGravity() {
        if (slopeDegrees == 0) {
            return this;
        }
        WalkPlane level = WalkPlane.square(1, CoordinateFrame.SAGITTAL_METRES).turned(-Math.toRadians(slopeDegrees));
        return new SagittalWalk(landmarks.moved(level), bout, scale, legLength, intervalSeconds, feet, 0);
    }

    /** Size of a pixel at the walker; 0 for an input in metres, NaN where the scale is not known. */
    double pixelMetres() {
        return scale.map(known -> known.source() == BodyScale.Source.METRES ? 0 : known.metresPerUnit())
                .orElse(Double.NaN);
    }

    Joint heel(Side side) {
        return feet.heel(side);
    }

    Joint toe(Side side) {
        return feet.toe(side);
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

    @Override
    public WalkingDirection direction() {
        return bout.forward() > 0 ? WalkingDirection.RIGHT : WalkingDirection.LEFT;
    }

    /** How the ankles pass one another during the walk. */
    Swinging swinging() {
        Signal apart = x(Joint.LEFT_ANKLE).minus(x(Joint.RIGHT_ANKLE)).within(bout.run());
        return Swinging.of(apart, legLength);
    }
}
