package org.gaitsuite.gait;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * What a walk towards the camera or away from it shows besides its times, and why the rest cannot be told.
 *
 * <p>Forty random phantoms with their exact landmarks in 1280 × 720 pixels: strikes 11 ms and offs 6 ms from the truth, cadence within
 * 0.1 steps/min on average, step width 5 mm too small; with a pixel of noise 12 ms, 14 ms, 0.5 steps/min and 4 mm. Every step width lay in
 * its interval ({@code FrontalWalksTest}).
 */
final class FrontalParameters {
    private static final String NO_HEIGHT =
            "the walker's height is not known, so the picture cannot be measured in metres; give the body height";
    private static final String NO_TOP =
            "neither head, neck nor shoulders were seen well enough to measure the picture by the body height";
    private static final String ALONG =
            "frontal view: lengths along the walk are seen end on; film from the side with the camera square to the walk";
    private static final String NO_LENS =
            "frontal view: the way towards the camera can only be told when the camera's focal length"
                    + " (its field of view) and the body height are known";
    private static final String HEIGHT_OF_TOE =
            "frontal view: the height of the toe and its way towards the camera look the same";
    private static final String SAGITTAL = "frontal view: the joint bends towards the camera; film from the side";
    private static final String NO_WIDTH = "too few steps: no three footprints in a row were seen at rest";
    private static final String ON_TREADMILL =
            "frontal view: a walk on a treadmill does not come nearer, so its speed cannot be seen";

    /** Of step width over steps in an even walk, metres (Collins &amp; Kuo 2013, PLoS ONE 8, e73597: 0.02 to 0.03). */
    private static final double TYPICAL_WIDTH_METRES = 0.025;

    private static final double TYPICAL_SPEED_SHARE = 0.04;

    private final List<FrontalBout> bouts;
    private final FilmedPlace place;
    private final double obliqueCosine;
    private final String whenUnscaled;

    /** @param obliqueDegrees angle between walk and line of sight, NaN where it is not known */
    FrontalParameters(
            List<FrontalWalk> walks,
            List<MeasuredBout> measured,
            Subject subject,
            FilmedPlace place,
            double obliqueDegrees) {
        this.bouts = measured.stream()
                .map(bout -> FrontalBout.of(bout.among(walks), bout, subject.heightMetres()))
                .toList();
        this.place = place;
        this.obliqueCosine = Double.isNaN(obliqueDegrees) ? 1 : Math.cos(Math.toRadians(obliqueDegrees));
        this.whenUnscaled = subject.heightMetres() == null ? NO_HEIGHT : NO_TOP;
    }

    void speed(ParameterList out) {
        Double focal = place.focalPixels();
        if (bouts.getFirst().walk().bout().treadmill()) {
            out.withhold("walking_speed", "m/s", null, ON_TREADMILL);
        } else if (focal == null || !scaled()) {
            out.withhold("walking_speed", "m/s", null, NO_LENS);
        } else {
            out.both(
                    "walking_speed",
                    "m/s",
                    metres(bout -> bout.speeds(Side.LEFT), focal / obliqueCosine),
                    metres(bout -> bout.speeds(Side.RIGHT), focal / obliqueCosine),
                    Spread.ofShare(TYPICAL_SPEED_SHARE, 0, uncertainty()),
                    NO_WIDTH);
        }
    }

    void lengths(ParameterList out) {
        out.withholdBySide("step_length", "m", ALONG);
        out.withholdBySide("stride_length", "m", ALONG);
        if (scaled()) {
            out.both(
                    "step_width",
                    "m",
                    metres(bout -> bout.widths(Side.LEFT), 1 / obliqueCosine),
                    metres(bout -> bout.widths(Side.RIGHT), 1 / obliqueCosine),
                    Spread.of(TYPICAL_WIDTH_METRES, 0).withinShare(uncertainty()),
                    NO_WIDTH);
        } else {
            out.withhold("step_width", "m", null, whenUnscaled);
        }
        out.withholdBySide("toe_clearance", "m", HEIGHT_OF_TOE);
    }

    private boolean scaled() {
        return bouts.stream().allMatch(bout -> bout.trunk().isPresent());
    }

    private double uncertainty() {
        return bouts.stream()
                .flatMap(bout -> bout.trunk().stream())
                .mapToDouble(BodyScale::uncertainty)
                .max()
                .orElse(0);
    }

    /** Of all bouts, from trunk lengths. */
    private double[] metres(Function<FrontalBout, double[]> inTrunks, double factor) {
        return Statistics.finite(bouts.stream()
                .flatMapToDouble(bout -> {
                    double trunk = bout.trunk().map(BodyScale::metresPerUnit).orElse(Double.NaN);
                    return DoubleStream.of(inTrunks.apply(bout)).map(value -> value * trunk * factor);
                })
                .toArray());
    }

    void variability(ParameterList out, List<Step> steps, List<Stride> strides, double intervalSeconds) {
        VariabilityParameters.all(out, steps, strides, side -> new double[0], ALONG, intervalSeconds);
    }

    /** All that is only seen from the side. */
    void withheld(ParameterList out) {
        for (String range : List.of("knee_rom", "hip_rom", "ankle_rom")) {
            out.withholdBySide(range, "deg", SAGITTAL);
        }
        SymmetryParameters.withhold(out, "step_length", ALONG);
        SymmetryParameters.withhold(out, "knee_rom", SAGITTAL);
        AngleParameters.withhold(out, SAGITTAL);
        SagittalProfile.withhold(out, SAGITTAL);
    }
}
