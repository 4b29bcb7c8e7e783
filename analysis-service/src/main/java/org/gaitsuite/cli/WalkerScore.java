package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.phantom.PhantomTruth;

/**
 * How one walker was measured against the truth; errors are found minus true.
 *
 * @param cadence steps/min, no value where it was withheld
 * @param speed m/s, no value where it was withheld
 * @param stepLength metres, one value a side
 * @param kneeFrames degrees, every frame and leg with landmarks
 */
record WalkerScore(
        long seed,
        EventMatches heelStrikes,
        EventMatches toeOffs,
        double[] cadence,
        double[] speed,
        double[] stepLength,
        double[] kneeFrames,
        JointErrors joints) {
    private static final String KNEE = "knee_flexion";

    static WalkerScore of(PhantomTruth truth, SkeletonOverTime skeleton, GaitResult result) {
        return new WalkerScore(
                truth.settings().seed(),
                EventMatches.of(EventType.HEEL_STRIKE, truth.events(), truth.eventsInView(), result.events()),
                EventMatches.of(EventType.TOE_OFF, truth.events(), truth.eventsInView(), result.events()),
                ofWholeWalk("cadence", truth, result),
                ofWholeWalk("walking_speed", truth, result),
                stepLength(truth, result),
                kneeFrames(truth, skeleton),
                JointErrors.of(truth, skeleton));
    }

    private static double[] ofWholeWalk(String name, PhantomTruth truth, GaitResult result) {
        return result.value(name, null).stream()
                .map(v -> v - truth.parameter(name, null))
                .toArray();
    }

    /** Missed and false events of this walker, or nothing. */
    String faults() {
        int missed = heelStrikes.missed() + toeOffs.missed();
        int invented = heelStrikes.invented() + toeOffs.invented();
        return missed + invented == 0 ? "" : "%d (%d missed, %d false)".formatted(seed, missed, invented);
    }

    /** One line for whoever watches. */
    String line() {
        return String.format(
                Locale.ROOT,
                "walker %d: heel strikes %+.0f ms (%d found, %d missed, %d false), toe offs %+.0f ms (%d, %d, %d), cadence %+.2f, step %+.1f cm, knee %.1f deg, sides %.0f %%",
                seed,
                1000 * meanError(heelStrikes),
                heelStrikes.pairs().size(),
                heelStrikes.missed(),
                heelStrikes.invented(),
                1000 * meanError(toeOffs),
                toeOffs.pairs().size(),
                toeOffs.missed(),
                toeOffs.invented(),
                DoubleStream.of(cadence).average().orElse(Double.NaN),
                100 * DoubleStream.of(stepLength).average().orElse(Double.NaN),
                DoubleStream.of(kneeFrames).map(Math::abs).average().orElse(Double.NaN),
                100 * sidesRight().average().orElse(Double.NaN));
    }

    private static double meanError(EventMatches matches) {
        return matches.errorsSeconds().average().orElse(Double.NaN);
    }

    DoubleStream sidesRight() {
        return DoubleStream.concat(
                heelStrikes.pairs().stream().mapToDouble(p -> p.sameSide() ? 1 : 0),
                toeOffs.pairs().stream().mapToDouble(p -> p.sameSide() ? 1 : 0));
    }

    private static double[] stepLength(PhantomTruth truth, GaitResult result) {
        return Stream.of(Side.values())
                .flatMapToDouble(side ->
                        result.value("step_length", side).stream().map(v -> v - truth.parameter("step_length", side)))
                .toArray();
    }

    private static double[] kneeFrames(PhantomTruth truth, SkeletonOverTime skeleton) {
        List<Double> errors = new ArrayList<>();
        int frames = Math.min(skeleton.frames(), truth.pixels().frames());
        for (Side side : Side.values()) {
            double[] degrees = truth.angle(KNEE, side).degrees();
            for (int f = 0; f < frames; f++) {
                double found = kneeFlexion(skeleton, f, side);
                if (Double.isFinite(found)) {
                    errors.add(found - degrees[f]);
                }
            }
        }
        return errors.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Degrees, flexion positive: the walker's thigh turned forward of her shank. */
    private static double kneeFlexion(SkeletonOverTime s, int frame, Side side) {
        Joint hip = Joint.of(side, "HIP");
        Joint knee = Joint.of(side, "KNEE");
        Joint ankle = Joint.of(side, "ANKLE");
        double thigh = Math.atan2(s.x(frame, knee) - s.x(frame, hip), s.y(frame, knee) - s.y(frame, hip));
        double shank = Math.atan2(s.x(frame, ankle) - s.x(frame, knee), s.y(frame, ankle) - s.y(frame, knee));
        double heading = Math.signum(s.x(frame, Joint.of(side, "TOE")) - s.x(frame, Joint.of(side, "HEEL")));
        return heading * Math.toDegrees(thigh - shank);
    }
}
