package org.gaitsuite.gait;

import java.util.List;

/**
 * A walk towards the camera or away from it, measured once.
 *
 * @param obliqueDegrees angle between walk and line of sight, NaN where it is not known
 * @param parameters in the order of the result schema, before the quality gate
 */
record FrontalMeasurement(
        List<FrontalWalk> walks,
        List<MeasuredBout> bouts,
        FrontalCurves curves,
        double obliqueDegrees,
        List<GaitParameter> parameters) {
    /** @throws NoWalkFound if no bout of walking holds a whole stride */
    static FrontalMeasurement of(
            Preparation prepared, Subject subject, GaitOptions options, Contacts<? super FrontalWalk> contacts)
            throws NoWalkFound {
        List<FrontalWalk> walks = FrontalWalk.all(prepared, options.surface());
        List<MeasuredBout> bouts = MeasuredBout.all(walks, contacts);
        double oblique = FrontalHeading.degrees(walks, options.place());
        FrontalParameters frontal = new FrontalParameters(walks, bouts, subject, options.place(), oblique);
        List<Step> steps = MeasuredBout.steps(bouts);
        List<Stride> strides = MeasuredBout.strides(bouts);
        TemporalParameters temporal = new TemporalParameters(steps, strides, prepared.intervalSeconds());
        FrontalCurves curves = FrontalCurves.of(walks, bouts, options.place().rollDegrees());
        ParameterList out = new ParameterList();
        temporal.cadence(out);
        frontal.speed(out);
        temporal.times(out);
        frontal.lengths(out);
        curves.parameters(out);
        SymmetryParameters.ofTimes(out, steps, strides, prepared.intervalSeconds());
        frontal.variability(out, steps, strides, prepared.intervalSeconds());
        frontal.withheld(out);
        return new FrontalMeasurement(walks, bouts, curves, oblique, out.all());
    }
}
