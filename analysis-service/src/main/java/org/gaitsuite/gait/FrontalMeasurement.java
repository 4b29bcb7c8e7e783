package org.gaitsuite.gait;

import java.util.List;

/**
 * A walk towards the camera or away from it, measured once.
 *
 * @param parameters in the order of the result schema, before the quality gate
 */
record FrontalMeasurement(List<FrontalWalk> walks, List<MeasuredBout> bouts, List<GaitParameter> parameters) {
    /** @throws NoWalkFound if no bout of walking holds a whole stride */
    static FrontalMeasurement of(
            Preparation prepared, Subject subject, GaitOptions options, Contacts<? super FrontalWalk> contacts)
            throws NoWalkFound {
        List<FrontalWalk> walks = FrontalWalk.all(prepared, options.surface());
        List<MeasuredBout> bouts = MeasuredBout.all(walks, contacts);
        FrontalParameters frontal = new FrontalParameters(walks, bouts, subject, options.place());
        List<Step> steps = MeasuredBout.steps(bouts);
        List<Stride> strides = MeasuredBout.strides(bouts);
        TemporalParameters temporal = new TemporalParameters(steps, strides, prepared.intervalSeconds());
        ParameterList out = new ParameterList();
        temporal.cadence(out);
        frontal.speed(out);
        temporal.times(out);
        frontal.lengths(out);
        SymmetryParameters.ofTimes(out, steps, strides, prepared.intervalSeconds());
        frontal.variability(out, steps, strides, prepared.intervalSeconds());
        frontal.withheld(out);
        return new FrontalMeasurement(walks, bouts, out.all());
    }
}
