package org.gaitsuite.gait;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What clinicians read off the curves, each side by itself: angles at heel strike, peaks in stance and swing with their time in the cycle,
 * means and ranges of what hardly moves (the usual points: Benedetti et al., Clinical Biomechanics 13, 1998, 204–215). Values have the sign
 * of their curve, so the largest hip extension is the smallest flexion.
 */
final class AngleParameters {
    /** Spread over strides to expect of the time of a peak, per cent of the cycle. */
    private static final double TYPICAL_PERCENT = 1.5;

    private static final String NO_TOE_OFF =
            "no whole stride with its toe off was seen, which divides stance from swing";
    private static final String NO_TURN =
            "the angle has no turning point in that part of the cycle, it only rises or only falls there";

    private static final List<AnglePeak> PEAKS = List.of(
            new AnglePeak("hip_flexion_min_stance", JointAngles.HIP_FLEXION, false, CyclePart.STANCE, false),
            new AnglePeak("hip_flexion_max_swing", JointAngles.HIP_FLEXION, true, CyclePart.SWING, false),
            new AnglePeak("knee_flexion_max_loading", JointAngles.KNEE_FLEXION, true, CyclePart.LOADING, true),
            new AnglePeak("knee_flexion_min_stance", JointAngles.KNEE_FLEXION, false, CyclePart.AFTER_LOADING, false),
            new AnglePeak("knee_flexion_max_swing", JointAngles.KNEE_FLEXION, true, CyclePart.SWING, false),
            new AnglePeak(
                    "ankle_dorsiflexion_max_stance", JointAngles.ANKLE_DORSIFLEXION, true, CyclePart.STANCE, false),
            new AnglePeak(
                    "ankle_dorsiflexion_min_toe_off",
                    JointAngles.ANKLE_DORSIFLEXION,
                    false,
                    CyclePart.ABOUT_TOE_OFF,
                    false),
            new AnglePeak("ankle_dorsiflexion_max_swing", JointAngles.ANKLE_DORSIFLEXION, true, CyclePart.SWING, false),
            new AnglePeak(
                    "hip_flexion_pelvis_min_stance", JointAngles.HIP_FLEXION_PELVIS, false, CyclePart.STANCE, false),
            new AnglePeak(
                    "hip_flexion_pelvis_max_swing", JointAngles.HIP_FLEXION_PELVIS, true, CyclePart.SWING, false));

    private final ParameterList out;
    private final AngleCurves curves;
    private final double intervalSeconds;

    private AngleParameters(ParameterList out, AngleCurves curves, double intervalSeconds) {
        this.out = out;
        this.curves = curves;
        this.intervalSeconds = intervalSeconds;
    }

    static void all(ParameterList out, AngleCurves curves, double intervalSeconds) {
        AngleParameters parameters = new AngleParameters(out, curves, intervalSeconds);
        parameters.atContact("hip_flexion_at_contact", JointAngles.HIP_FLEXION);
        parameters.atContact("knee_flexion_at_contact", JointAngles.KNEE_FLEXION);
        parameters.atContact("ankle_dorsiflexion_at_contact", JointAngles.ANKLE_DORSIFLEXION);
        PEAKS.forEach(parameters::peak);
        parameters.meanAndRange("pelvis_tilt_mean", "pelvis_rom", JointAngles.PELVIS_TILT);
        parameters.meanAndRange("trunk_lean_mean", "trunk_rom", JointAngles.TRUNK_LEAN);
        parameters.range("shoulder_rom", JointAngles.SHOULDER_FLEXION);
        parameters.range("elbow_rom", JointAngles.ELBOW_FLEXION);
    }

    static void withhold(ParameterList out, String reason) {
        for (AnglePeak peak : PEAKS) {
            out.withhold(peak.name(), "deg", null, reason);
            out.withhold(peak.name() + "_timing", "%", null, reason);
        }
        for (String name : List.of(
                "hip_flexion_at_contact",
                "knee_flexion_at_contact",
                "ankle_dorsiflexion_at_contact",
                "pelvis_tilt_mean",
                "pelvis_rom",
                "trunk_lean_mean",
                "trunk_rom",
                "shoulder_rom",
                "elbow_rom")) {
            out.withhold(name, "deg", null, reason);
        }
    }

    private void atContact(String name, JointAngles angle) {
        degrees(name, angle, curve -> curve[0]);
    }

    private void meanAndRange(String mean, String range, JointAngles angle) {
        degrees(mean, angle, Statistics::mean);
        range(range, angle);
    }

    private void range(String name, JointAngles angle) {
        if (isKnown(name, angle)) {
            for (Side side : Side.values()) {
                mean(name, "deg", side, curves.of(angle, side).ranges(), inDegrees(angle), angle.whenUnseen());
            }
        }
    }

    private void degrees(String name, JointAngles angle, ToDoubleFunction<double[]> value) {
        if (isKnown(name, angle)) {
            for (Side side : Side.values()) {
                double[] values = curves.of(angle, side).degrees().stream()
                        .mapToDouble(value)
                        .toArray();
                mean(name, "deg", side, values, inDegrees(angle), angle.whenUnseen());
            }
        }
    }

    private void peak(AnglePeak peak) {
        JointAngles angle = peak.angle();
        String timing = peak.name() + "_timing";
        if (!isKnown(peak.name(), angle)) {
            out.withhold(timing, "%", null, angle.whenUnseen());
            return;
        }
        for (Side side : Side.values()) {
            StrideCurves strides = curves.of(angle, side);
            double[] degrees = new double[strides.count()];
            double[] percent = new double[strides.count()];
            boolean toeOffs = false;
            List<double[]> others = strides.meansOfOthers();
            for (int s = 0; s < degrees.length; s++) {
                Stride stride = strides.strides().get(s);
                double toeOff = 100 * stride.stanceSeconds() / stride.seconds();
                toeOffs |= Double.isFinite(toeOff);
                AnglePeak.Found found = peak.in(strides.degrees().get(s), others.get(s), toeOff);
                degrees[s] = found.degrees();
                percent[s] = found.percent();
            }
            String reason = strides.count() == 0 ? angle.whenUnseen() : toeOffs ? NO_TURN : NO_TOE_OFF;
            mean(peak.name(), "deg", side, degrees, inDegrees(angle), reason);
            mean(timing, "%", side, percent, ofTiming(strides), reason);
        }
    }

    /** Says once, not side by side, why an angle that was seen on neither is not known. */
    private boolean isKnown(String name, JointAngles angle) {
        boolean known = curves.of(angle, Side.LEFT).count()
                        + curves.of(angle, Side.RIGHT).count()
                > 0;
        if (!known) {
            out.withhold(name, "deg", null, angle.whenUnseen());
        }
        return known;
    }

    private static Spread inDegrees(JointAngles angle) {
        return Spread.of(angle.typicalSd(), 0);
    }

    /** The heel strike from which it counts is known within half a frame. */
    private Spread ofTiming(StrideCurves strides) {
        double stride = Statistics.mean(
                strides.strides().stream().mapToDouble(Stride::seconds).toArray());
        return Spread.of(TYPICAL_PERCENT, Double.isNaN(stride) ? 0 : 100 * intervalSeconds / 2 / stride);
    }

    private void mean(String name, String unit, Side side, double[] values, Spread spread, String whenNone) {
        double[] known = Statistics.finite(values);
        if (known.length == 0) {
            out.withhold(name, unit, side, whenNone);
        } else {
            MeanOfStrides mean = MeanOfStrides.of(known, spread);
            out.measured(name, unit, side, mean.mean(), mean.ci95(), mean.sd(), mean.n());
        }
    }
}
