package org.gaitsuite.gait;

import java.util.List;

/**
 * From landmarks over time to events, parameters and joint-angle curves of one walk seen from the side. Stateless and thread-safe; the
 * same input always gives the same result.
 */
public final class GaitAnalyzer {
    private static final String NO_HEIGHT =
            "the walker's height is not known, so the picture cannot be measured in metres; give the body height";
    private static final String NO_TOP =
            "neither head, neck nor shoulders were seen well enough to measure the picture by the body height";

    private GaitAnalyzer() {}

    /**
     * @param skeleton in pixels of the upright picture, or in metres of the sagittal plane
     * @param subject lengths and speed in pixels need the height
     * @throws NoWalkFound if nobody walks, if too few steps were seen, or if the legs were not seen or not told apart; the message says which
     */
    public static GaitResult analyze(SkeletonOverTime skeleton, Subject subject, GaitOptions options)
            throws NoWalkFound {
        Preparation prepared = Preparation.of(skeleton, options);
        double legLength = LegLength.median(prepared.landmarks());
        ViewCheck.requireSide(prepared.landmarks(), legLength, skeleton.frame(), options.view());
        Bout bout = Bout.find(prepared.landmarks(), legLength, options.surface());
        SagittalWalk walk = SagittalWalk.of(prepared, skeleton.frame(), bout, subject);
        WalkEvents found = WalkEvents.find(walk);
        FlightPhases.refuse(found.events(), walk.intervalSeconds());
        List<Stride> strides = Stride.of(found.events());
        AngleCurves angles = new AngleCurves(walk, strides);
        List<GaitParameter> parameters = parameters(walk, found, strides, angles, subject);
        return new GaitResult(
                View.SIDE,
                bout.forward() > 0 ? WalkingDirection.RIGHT : WalkingDirection.LEFT,
                found.events(),
                parameters,
                angles.means(),
                QualityNotes.of(prepared, walk, found, strides, parameters));
    }

    /** In the order of the result schema. */
    private static List<GaitParameter> parameters(
            SagittalWalk walk, WalkEvents found, List<Stride> strides, AngleCurves angles, Subject subject) {
        List<Step> steps = Step.of(found.events(), found.strideSeconds());
        TemporalParameters temporal = new TemporalParameters(steps, strides, walk.intervalSeconds());
        SpatialParameters spatial = new SpatialParameters(walk, found.events(), steps, strides);
        String whenUnscaled = subject.heightMetres() == null ? NO_HEIGHT : NO_TOP;
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
