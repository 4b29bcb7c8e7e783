package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * What the recording must offer for a parameter to be printed. Each rule names the parameters it guards and the reason it gives; a
 * parameter that a rule guards is withheld, never printed with a warning.
 *
 * <table>
 * <caption>Rules, in the order in which they are asked</caption>
 * <tr><th>rule</th><th>withholds</th><th>when</th><th>why</th></tr>
 * <tr><td>poor tracking</td><td>all but the cadence</td><td>half of the leg landmarks or more unseen, or mean confidence under 0.4</td><td>most of what would be
 *     measured is interpolated; the cadence only needs the rhythm of the feet</td></tr>
 * <tr><td>very low frame rate</td><td>all but cadence, stride time and speed</td><td>&lt; 12 Hz</td><td>a frame is 83 ms: as long as a double support; steps
 *     are sampled at less than twice the 6 Hz that movements of walking reach (Winter 2009, section 2.2)</td></tr>
 * <tr><td>support phases</td><td>single and double support, times and shares</td><td>&lt; 20 Hz</td><td>double support lasts about 10 % of a stride, 0.11 s (Perry
 *     &amp; Burnfield 2010): two frames</td></tr>
 * <tr><td>angles</td><td>every angle and its curve</td><td>&lt; 15 Hz</td><td>the 6 Hz low pass needs more than twice its cut-off to leave the swing's
 *     60-degree bend of the knee as high as it is</td></tr>
 * <tr><td>uneven steps</td><td>symmetry of step lengths</td><td>from 8° between walk and picture</td><td>the step's width is seen in one foot's steps and taken off
 *     the other's: 2 tan θ times half of it, of which only the usual size is known</td></tr>
 * <tr><td>slant view</td><td>lengths, speed, angles</td><td>over 30° between walk and picture, or from the front over 20° between walk and line of sight</td><td>lengths are seen shortened by cos θ, 13 % and more, and the
 *     angle itself is only estimated</td></tr>
 * <tr><td>toe clearance</td><td>toe clearance</td><td>a pixel &gt; 5 mm, or &lt; 25 Hz</td><td>it is 10 to 20 mm (Winter 1992): two to four such pixels, and
 *     the lowest point of the swing lasts 0.1 s</td></tr>
 * <tr><td>toe noise</td><td>toe clearance</td><td>the toes jump about by more than 30 mm</td><td>the filter leaves more than half of that, so that the lowest point of a
 *     swing is the noise's, not the foot's; up to there phantom walkers' intervals hold the truth</td></tr>
 * <tr><td>hips</td><td>pelvic drop and obliquity</td><td>the line through the hips jumps about by more than 4°, or a mean confidence of the hips under 0.5</td><td>a pelvis
 *     drops by 4 to 5° (Perry &amp; Burnfield 2010), and clothes hide where it is</td></tr>
 * <tr><td>no better than nothing</td><td>times, speed, stride length, step width, clearance</td><td>the 95 % interval reaches 0</td><td>such a quantity is positive; an interval that
 *     holds 0 says that it was not measured</td></tr>
 * </table>
 *
 * Too few strides, an unknown scale, a frontal view and landmarks that were never seen are withheld where the parameter is computed.
 */
final class QualityGate {
    static final double POOR_GAP_FRACTION = 0.5;
    static final double POOR_CONFIDENCE = 0.4;
    static final double LEAST_HERTZ = 12;
    static final double LEAST_HERTZ_FOR_ANGLES = 15;
    static final double LEAST_HERTZ_FOR_SUPPORT = 20;
    static final double LEAST_HERTZ_FOR_CLEARANCE = 25;
    static final double LARGEST_PIXEL_METRES = 0.005;
    static final double LARGEST_TOE_NOISE_METRES = 0.03;
    static final double LARGEST_OBLIQUE_DEGREES = 30;

    /** From the front a third of a forward lean is seen as lean to the side by then. */
    static final double LARGEST_FRONTAL_OBLIQUE_DEGREES = 20;

    private static final int TOLD_OBLIQUE_DEGREES = 8;

    static final double LARGEST_HIP_NOISE_DEGREES = 4;
    static final double LEAST_HIP_CONFIDENCE = 0.5;

    private static final Set<String> RHYTHM = Set.of("cadence", "stride_time", "walking_speed");

    /** What is positive by its nature; a step length is not, since a foot may be set down behind the other. */
    private static final Set<String> POSITIVE = Set.of(
            "walking_speed",
            "step_time",
            "stride_time",
            "stance_time",
            "swing_time",
            "single_support_time",
            "double_support_time",
            "stride_length",
            "step_width",
            "toe_clearance");

    /**
     * What the rules look at.
     *
     * @param view that the walk is measured in
     * @param frameRateHertz of the input
     * @param gapFraction share of leg landmarks not seen
     * @param confidence mean of the leg landmarks that were seen, 0..1
     * @param obliqueDegrees angle between walk and picture, from the front between walk and line of sight; 0 where the walk is square to the camera or in
     *     metres, NaN where it is not known
     * @param pixelMetres size of a pixel at the walker, 0 for an input in metres, NaN where not known
     * @param toeNoiseMetres standard deviation of the toes' noise, NaN where the scale is not known
     * @param hipNoiseDegrees what the noise of the hips does to the line through them in a frame, standard deviation; NaN from the side
     * @param hipConfidence mean of the hips that were seen, 0..1; NaN from the side
     */
    record Evidence(
            View view,
            double frameRateHertz,
            double gapFraction,
            double confidence,
            double obliqueDegrees,
            double pixelMetres,
            double toeNoiseMetres,
            double hipNoiseDegrees,
            double hipConfidence) {}

    private record Rule(Predicate<GaitParameter> guards, Function<Evidence, Optional<String>> reason) {}

    private static final List<Rule> RULES = List.of(
            new Rule(p -> !p.name().equals("cadence"), QualityGate::poorTracking),
            new Rule(
                    p -> !RHYTHM.contains(p.name()), e -> tooSlow(e, LEAST_HERTZ, "anything but the rhythm of a walk")),
            new Rule(
                    p -> p.name().contains("_support_"),
                    e -> tooSlow(e, LEAST_HERTZ_FOR_SUPPORT, "support phases, which last about a tenth of a second")),
            new Rule(QualityGate::isAngle, e -> tooSlow(e, LEAST_HERTZ_FOR_ANGLES, "joint angles")),
            new Rule(p -> isAngle(p) || isLength(p) || isOfSteps(p), QualityGate::tooOblique),
            new Rule(QualityGate::isOfSteps, QualityGate::stepsLookUneven),
            new Rule(
                    p -> p.name().equals("toe_clearance"),
                    e -> tooSlow(e, LEAST_HERTZ_FOR_CLEARANCE, "the height of a toe in swing")),
            new Rule(p -> p.name().equals("toe_clearance"), QualityGate::tooCoarse),
            new Rule(p -> p.name().equals("toe_clearance"), QualityGate::tooNoisy),
            new Rule(QualityGate::isPelvicDrop, QualityGate::doubtfulHips));

    private final Evidence evidence;

    QualityGate(Evidence evidence) {
        this.evidence = evidence;
    }

    static QualityGate ofSagittal(Preparation prepared, FilmedWalk filmed) {
        SagittalWalk walk = filmed.joined();
        double noise = Math.max(
                LandmarkNoise.of(prepared.seen(), Joint.LEFT_TOE), LandmarkNoise.of(prepared.seen(), Joint.RIGHT_TOE));
        double metres = walk.scale().map(BodyScale::metresPerUnit).orElse(Double.NaN);
        return of(
                View.SIDE,
                prepared,
                filmed.obliqueDegrees(),
                walk.pixelMetres(),
                metres * noise,
                Double.NaN,
                Double.NaN);
    }

    static QualityGate ofFrontal(Preparation prepared, List<FrontalWalk> walks, double obliqueDegrees) {
        double noise = Math.max(
                LandmarkNoise.of(prepared.seen(), Joint.LEFT_HIP), LandmarkNoise.of(prepared.seen(), Joint.RIGHT_HIP));
        double apart = Statistics.median(walks.stream()
                .flatMapToDouble(walk -> DoubleStream.of(walk.hipsApart()))
                .toArray());
        double degrees = Math.toDegrees(Math.atan(Math.sqrt(2) * noise / apart));
        double confidence = prepared.confidence(List.of(Joint.LEFT_HIP, Joint.RIGHT_HIP));
        return of(View.FRONTAL, prepared, obliqueDegrees, Double.NaN, Double.NaN, degrees, confidence);
    }

    private static QualityGate of(
            View view,
            Preparation prepared,
            double obliqueDegrees,
            double pixelMetres,
            double toeNoiseMetres,
            double hipNoiseDegrees,
            double hipConfidence) {
        return new QualityGate(new Evidence(
                view,
                1 / prepared.intervalSeconds(),
                prepared.gapFraction(),
                prepared.confidence(),
                obliqueDegrees,
                pixelMetres,
                toeNoiseMetres,
                hipNoiseDegrees,
                hipConfidence));
    }

    /** The same parameters in the same order; what the recording cannot support is withheld. */
    List<GaitParameter> parameters(List<GaitParameter> all) {
        List<GaitParameter> out = new ArrayList<>();
        for (GaitParameter parameter : all) {
            out.add(reason(parameter)
                    .<GaitParameter>map(reason ->
                            new GaitParameter.Withheld(parameter.name(), parameter.unit(), parameter.side(), reason))
                    .orElse(parameter));
        }
        return out;
    }

    /** Those of the curves that the recording can support. */
    List<GaitCurve> curves(List<GaitCurve> all) {
        return all.stream().filter(this::supports).toList();
    }

    private boolean supports(GaitCurve curve) {
        GaitParameter angle = new GaitParameter.Withheld(curve.name(), "deg", curve.side(), "");
        return RULES.stream()
                .filter(rule -> rule.guards.test(angle))
                .allMatch(rule -> rule.reason.apply(evidence).isEmpty());
    }

    private Optional<String> reason(GaitParameter parameter) {
        if (!(parameter instanceof GaitParameter.Measured measured)) {
            return Optional.empty();
        }
        for (Rule rule : RULES) {
            if (rule.guards.test(parameter)) {
                Optional<String> reason = rule.reason.apply(evidence);
                if (reason.isPresent()) {
                    return reason;
                }
            }
        }
        return notBetterThanNothing(measured);
    }

    private static boolean isAngle(GaitParameter parameter) {
        return parameter.unit().equals("deg");
    }

    private static boolean isPelvicDrop(GaitParameter parameter) {
        return parameter.name().equals("pelvic_drop")
                || parameter.name().equals(FrontalAngles.PELVIC_OBLIQUITY.curve());
    }

    /** Compares the steps of one foot with those of the other. */
    private static boolean isOfSteps(GaitParameter parameter) {
        return parameter.name().startsWith("step_length_symmetry");
    }

    private static boolean isLength(GaitParameter parameter) {
        return parameter.unit().equals("m") || parameter.unit().equals("m/s");
    }

    private static Optional<String> poorTracking(Evidence evidence) {
        if (evidence.gapFraction >= POOR_GAP_FRACTION) {
            return Optional.of(text(
                    "the legs were hidden or doubtful in %.0f %% of the recording, so only the rhythm can be told",
                    100 * evidence.gapFraction));
        }
        return evidence.confidence < POOR_CONFIDENCE
                ? Optional.of(text(
                        "the landmarks of the legs were found with a confidence of only %.2f, so only the rhythm can be told",
                        evidence.confidence))
                : Optional.empty();
    }

    private static Optional<String> tooSlow(Evidence evidence, double least, String what) {
        return evidence.frameRateHertz < least * 0.98
                ? Optional.of(text(
                        "frame rate too low: %.1f frames per second do not show %s, at least %.0f are needed",
                        evidence.frameRateHertz, what, least))
                : Optional.empty();
    }

    private static Optional<String> tooOblique(Evidence evidence) {
        double most = largestOblique(evidence.view);
        if (!(evidence.obliqueDegrees > most)) {
            return Optional.empty();
        }
        return Optional.of(text(
                evidence.view == View.SIDE
                        ? "slant view: the walk goes about %.0f° out of the picture, at most %.0f° can be corrected; film at right angles to the"
                                + " walking direction"
                        : "slant view: the walk passes the camera at about %.0f° to the line of sight, at most %.0f° can be corrected; film along"
                                + " the walking direction, or at right angles to it",
                evidence.obliqueDegrees,
                most));
    }

    /** Whether a reader is told of it. */
    static boolean isTold(double obliqueDegrees) {
        return Math.round(obliqueDegrees) >= TOLD_OBLIQUE_DEGREES;
    }

    /** Beyond it lengths and angles are withheld. */
    static double largestOblique(View view) {
        return view == View.SIDE ? LARGEST_OBLIQUE_DEGREES : LARGEST_FRONTAL_OBLIQUE_DEGREES;
    }

    private static Optional<String> stepsLookUneven(Evidence evidence) {
        return isTold(evidence.obliqueDegrees)
                ? Optional.of(text(
                        "slant view: at %.0f° out of the picture one foot's steps look longer than the other's, by more or less as the feet are far"
                                + " apart; film at right angles to the walking direction",
                        evidence.obliqueDegrees))
                : Optional.empty();
    }

    private static Optional<String> tooCoarse(Evidence evidence) {
        return evidence.pixelMetres > LARGEST_PIXEL_METRES
                ? Optional.of(text(
                        "picture too coarse: a pixel is %.1f mm at the walker, and the toe clears the ground by 10 to 20 mm",
                        1000 * evidence.pixelMetres))
                : Optional.empty();
    }

    private static Optional<String> tooNoisy(Evidence evidence) {
        return evidence.toeNoiseMetres > LARGEST_TOE_NOISE_METRES
                ? Optional.of(text(
                        "tracking too unsteady: the toes jump about by %.0f mm from picture to picture, and they clear the ground by 10 to 20 mm",
                        1000 * evidence.toeNoiseMetres))
                : Optional.empty();
    }

    private static Optional<String> doubtfulHips(Evidence evidence) {
        if (evidence.hipNoiseDegrees > LARGEST_HIP_NOISE_DEGREES) {
            return Optional.of(text(
                    "tracking too unsteady: the line through the hips jumps about by %.0f° from picture to picture, and a pelvis drops by 4 to 5°;"
                            + " film from nearer",
                    evidence.hipNoiseDegrees));
        }
        return evidence.hipConfidence < LEAST_HIP_CONFIDENCE
                ? Optional.of(text(
                        "the hips were found with a confidence of only %.2f, at least %.2f is needed to tell how the pelvis lists",
                        evidence.hipConfidence, LEAST_HIP_CONFIDENCE))
                : Optional.empty();
    }

    private static Optional<String> notBetterThanNothing(GaitParameter.Measured measured) {
        boolean unknown = POSITIVE.contains(measured.name()) && measured.ci95Low() <= 0;
        return unknown
                ? Optional.of(text(
                        "not known well enough: its 95 %% interval, %.3f to %.3f %s, reaches zero",
                        measured.ci95Low(), measured.ci95High(), measured.unit()))
                : Optional.empty();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
