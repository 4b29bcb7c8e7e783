package org.gaitsuite.gait;

import java.util.List;

/**
 * From landmarks over time to events, parameters and joint-angle curves of a walk. Several bouts of walking, there and back or with
 * pauses, are each measured and their steps and strides pooled. Stateless and thread-safe; the same input always gives the same result.
 */
public final class GaitAnalyzer {
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
            case SIDE -> sagittal(prepared, skeleton.frame(), subject, options, fromTheSide);
            case FRONTAL -> frontal(prepared, subject, options, fromTheFront);
        };
    }

    private static GaitResult sagittal(
            Preparation prepared,
            CoordinateFrame frame,
            Subject subject,
            GaitOptions options,
            Contacts<? super SagittalWalk> contacts)
            throws NoWalkFound {
        SagittalMeasurement measured = SagittalMeasurement.of(prepared, frame, subject, options, contacts);
        NoiseTrials trials = NoiseTrials.of(
                prepared,
                measured.parameters(),
                options,
                noisier -> SagittalMeasurement.of(noisier, frame, subject, options, contacts)
                        .parameters());
        FilmedWalk filmed = measured.filmed();
        List<MeasuredBout> bouts = measured.bouts();
        QualityGate gate = QualityGate.ofSagittal(prepared, filmed);
        List<GaitParameter> parameters = gate.parameters(trials.widened(measured.parameters()));
        return new GaitResult(
                View.SIDE,
                MeasuredBout.direction(bouts),
                bouts.stream().map(MeasuredBout::bout).toList(),
                MeasuredBout.events(bouts),
                parameters,
                gate.curves(measured.angles().means()),
                QualityNotes.ofSagittal(prepared, filmed, bouts, parameters),
                MeasuredWalk.ofSagittal(filmed, bouts, measured.angles(), options.place()));
    }

    private static GaitResult frontal(
            Preparation prepared, Subject subject, GaitOptions options, Contacts<? super FrontalWalk> contacts)
            throws NoWalkFound {
        FrontalMeasurement measured = FrontalMeasurement.of(prepared, subject, options, contacts);
        NoiseTrials trials = NoiseTrials.of(
                prepared,
                measured.parameters(),
                options,
                noisier -> FrontalMeasurement.of(noisier, subject, options, contacts)
                        .parameters());
        List<MeasuredBout> bouts = measured.bouts();
        QualityGate gate = QualityGate.ofFrontal(prepared, measured.walks(), measured.obliqueDegrees());
        List<GaitParameter> parameters = gate.parameters(trials.widened(measured.parameters()));
        return new GaitResult(
                View.FRONTAL,
                MeasuredBout.direction(bouts),
                bouts.stream().map(MeasuredBout::bout).toList(),
                MeasuredBout.events(bouts),
                parameters,
                gate.curves(measured.curves().means()),
                QualityNotes.ofFrontal(prepared, measured, parameters),
                MeasuredWalk.ofFrontal(prepared, MeasuredBout.strides(bouts)));
    }
}
