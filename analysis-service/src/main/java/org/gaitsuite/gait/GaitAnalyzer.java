package org.gaitsuite.gait;

import java.util.List;

/**
 * From landmarks over time to events, parameters and joint-angle curves of a walk. Several bouts of walking, there and back or with
 * pauses, are each measured and their steps and strides pooled. Stateless and thread-safe; the same input always gives the same result.
 */
public final class GaitAnalyzer {
    private static final String NO_SCALE = "nothing tells how large a metre is in the picture; give the body height, "
            + "or mark a known distance (the walker's height is not known)";
    private static final String NO_TOP =
            "neither head, neck nor shoulders were seen well enough to measure the picture by the body height";

    private GaitAnalyzer() {}

    /**
     * @param skeleton in pixels of the upright picture, or in metres of the sagittal plane
     * @param subject lengths and speed in pixels need the height, or a known distance in the options
     * @throws NoWalkFound if nobody walks, if too few steps were seen, or if the legs were not seen or not told apart; the message says which
     */
    public static GaitResult analyze(SkeletonOverTime skeleton, Subject subject, GaitOptions options)
            throws NoWalkFound {
        return analyze(
                skeleton, subject, options, walk -> WalkEvents.find(walk, options.contacts()), FrontalEvents::find);
    }

    /**
     * The same with contacts that are known, from a force plate or set by hand: they are taken as they are, and nothing is looked for.
     *
     * @param events in order of time, seconds from the skeleton's first frame; those outside bouts of walking do not count
     * @throws NoWalkFound if nobody walks, or if no bout holds a whole stride of the given contacts
     */
    public static GaitResult analyze(
            SkeletonOverTime skeleton, Subject subject, GaitOptions options, List<GaitEvent> events)
            throws NoWalkFound {
        return analyze(skeleton, subject, options, Contacts.given(events), Contacts.given(events));
    }

    private static GaitResult analyze(
            SkeletonOverTime skeleton,
            Subject subject,
            GaitOptions options,
            Contacts<? super SagittalWalk> fromTheSide,
            Contacts<? super FrontalWalk> fromTheFront)
            throws NoWalkFound {
        Preparation prepared = Preparation.of(skeleton, options);
        double legLength = LegLength.median(prepared.landmarks());
        return switch (ViewCheck.of(prepared.landmarks(), legLength, skeleton.frame(), options.view())) {
            case SIDE -> sagittal(prepared, skeleton.frame(), legLength, subject, options, fromTheSide);
            case FRONTAL -> frontal(prepared, subject, options, fromTheFront);
        };
    }

    private static GaitResult sagittal(
            Preparation prepared,
            CoordinateFrame frame,
            double legLength,
            Subject subject,
            GaitOptions options,
            Contacts<? super SagittalWalk> contacts)
            throws NoWalkFound {
        List<Bout> found = Bout.all(prepared.landmarks(), legLength, options.surface());
        FilmedWalk filmed = FilmedWalk.of(prepared, frame, found, subject, options.place());
        List<MeasuredBout> bouts = MeasuredBout.all(filmed.walks(), contacts);
        SagittalWalk walk = filmed.joined();
        AngleCurves angles = new AngleCurves(filmed.againstGravity(), MeasuredBout.strides(bouts));
        QualityGate gate = QualityGate.of(prepared, filmed.obliqueDegrees(), walk.pixelMetres());
        List<GaitParameter> parameters = gate.parameters(parameters(walk, bouts, angles, subject, options.place()));
        return new GaitResult(
                View.SIDE,
                MeasuredBout.direction(bouts),
                bouts.stream().map(MeasuredBout::bout).toList(),
                MeasuredBout.events(bouts),
                parameters,
                gate.curves(angles.means()),
                QualityNotes.ofSagittal(prepared, filmed, bouts, parameters),
                MeasuredWalk.ofSagittal(filmed, bouts, angles, options.place()));
    }

    /** In the order of the result schema. */
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

    private static GaitResult frontal(
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
        List<GaitParameter> parameters = QualityGate.of(prepared, 0, Double.NaN).parameters(out.all());
        return new GaitResult(
                View.FRONTAL,
                MeasuredBout.direction(bouts),
                bouts.stream().map(MeasuredBout::bout).toList(),
                MeasuredBout.events(bouts),
                parameters,
                List.of(),
                QualityNotes.ofFrontal(prepared, walks, bouts, parameters),
                MeasuredWalk.ofFrontal(prepared, strides));
    }
}
