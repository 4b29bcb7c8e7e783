package org.gaitsuite.gait;

import java.util.List;

/**
 * A walk seen from the side, measured once.
 *
 * @param parameters in the order of the result schema, before the quality gate
 */
record SagittalMeasurement(
        FilmedWalk filmed, List<MeasuredBout> bouts, AngleCurves angles, List<GaitParameter> parameters) {
    private static final String NO_SCALE = "nothing tells how large a metre is in the picture; give the body height, "
            + "or mark a known distance (the walker's height is not known)";
    private static final String NO_TOP =
            "neither head, neck nor shoulders were seen well enough to measure the picture by the body height";

    /** @throws NoWalkFound if no bout of walking holds a whole stride */
    static SagittalMeasurement of(
            Preparation prepared,
            CoordinateFrame frame,
            Subject subject,
            GaitOptions options,
            Contacts<? super SagittalWalk> contacts)
            throws NoWalkFound {
        double legLength = LegLength.median(prepared.landmarks());
        List<Bout> found = Bout.all(prepared.landmarks(), legLength, options.surface());
        FilmedWalk filmed = FilmedWalk.of(prepared, frame, found, subject, options.place());
        List<MeasuredBout> bouts = MeasuredBout.all(filmed.walks(), contacts);
        AngleCurves angles = new AngleCurves(filmed.againstGravity(), MeasuredBout.strides(bouts));
        return new SagittalMeasurement(
                filmed, bouts, angles, parameters(filmed.joined(), bouts, angles, subject, options.place()));
    }

    private static List<GaitParameter> parameters(
            SagittalWalk walk, List<MeasuredBout> bouts, AngleCurves angles, Subject subject, FilmedPlace place) {
        List<Step> steps = MeasuredBout.steps(bouts);
        List<Stride> strides = MeasuredBout.strides(bouts);
        TemporalParameters temporal = new TemporalParameters(steps, strides, walk.intervalSeconds());
        SpatialParameters spatial =
                new SpatialParameters(walk, MeasuredBout.events(bouts), steps, strides, place.beltMetresPerSecond());
        String whenUnscaled = subject.heightMetres() == null ? NO_SCALE : NO_TOP;
        ParameterList out = new ParameterList();
        temporal.cadence(out);
        spatial.speed(out, whenUnscaled);
        temporal.times(out);
        spatial.lengths(out, whenUnscaled);
        angles.rangesOfMotion(out);
        SymmetryParameters.all(out, steps, strides, spatial, angles, walk.intervalSeconds());
        VariabilityParameters.all(
                out,
                steps,
                strides,
                spatial::strideLengths,
                walk.scale().isEmpty() ? whenUnscaled : "",
                walk.intervalSeconds());
        AngleParameters.all(out, angles, walk.intervalSeconds());
        SagittalProfile.all(out, angles, walk.legLength());
        return out.all();
    }
}
