package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The contact events of a walk.
 *
 * @param events in order of time
 * @param strideSeconds estimate of the stride time from the passing of the feet
 * @param dropped marks that did not fit the order of walking
 * @param missing events that must have happened, but could not be placed
 */
record WalkEvents(List<GaitEvent> events, double strideSeconds, int dropped, int missing) {
    static final int FEWEST_STRIKES = 3;

    static WalkEvents find(SagittalWalk walk) throws NoWalkFound {
        return find(walk, ContactMethod.CONSENSUS);
    }

    /** @throws NoWalkFound if no whole stride is there */
    static WalkEvents find(SagittalWalk walk, ContactMethod method) throws NoWalkFound {
        WalkEvents found = find(walk, method, true);
        long strikes = found.events.stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE)
                .count();
        if (strikes < FEWEST_STRIKES || Stride.of(found.events).isEmpty()) {
            String sentence = String.format(
                    Locale.ROOT,
                    "Too few steps: %d heel strikes were found in the %.1f seconds of walking, at least %d in a row are needed (one full stride). "
                            + "Film a longer walk, at least four steps across the picture.",
                    strikes,
                    walk.endSeconds() - walk.startSeconds(),
                    FEWEST_STRIKES);
            throw new NoWalkFound(sentence);
        }
        return found;
    }

    /** @param corrected whether the detectors' known bias is taken off */
    static WalkEvents find(SagittalWalk walk, ContactMethod method, boolean corrected) throws NoWalkFound {
        double stride = walk.swinging().strideSeconds();
        if (Double.isNaN(stride)) {
            throw new NoWalkFound(
                    "Too few steps: the feet pass one another less than twice, at least %d heel strikes in a row are needed. "
                                    .formatted(FEWEST_STRIKES)
                            + "Film a walk of at least four steps across the picture.");
        }
        List<Candidate> zeni = new ArrayList<>();
        List<Candidate> oConnor = new ArrayList<>();
        List<Candidate> desailly = new ArrayList<>();
        for (Side side : Side.values()) {
            zeni.addAll(new ZeniDetector(walk, stride, corrected).detect(side));
            oConnor.addAll(new OConnorDetector(walk, stride, corrected).detect(side));
            desailly.addAll(new DesaillyDetector(walk, stride, corrected).detect(side));
        }
        List<Candidate> candidates = switch (method) {
            case ZENI -> zeni;
            case OCONNOR -> oConnor;
            case DESAILLY -> desailly;
            case CONSENSUS -> EventConsensus.of(zeni, oConnor, desailly, stride);
        };
        EventSequence sequence = EventSequence.order(candidates, walk, stride);
        List<Candidate> placed = method == ContactMethod.CONSENSUS
                ? new ContactTiming(walk, stride).place(sequence.events())
                : sequence.events();
        double first = walk.landmarks().time()[0];
        double last = walk.landmarks().time()[walk.landmarks().frames() - 1];
        List<GaitEvent> events = placed.stream()
                .filter(event -> event.timeSeconds() >= first && event.timeSeconds() <= last)
                .map(event -> new GaitEvent(
                        event.type(), event.side(), event.timeSeconds(), event.support() * seen(walk, event)))
                .toList();
        return new WalkEvents(events, stride, sequence.dropped(), sequence.missing());
    }

    /** Mean confidence of the foot's landmarks and the hip around an event: what was filled in counts 0. */
    private static double seen(SagittalWalk walk, Candidate event) {
        Joint foot = event.type() == EventType.HEEL_STRIKE ? walk.heel(event.side()) : walk.toe(event.side());
        Joint hip = Joint.of(event.side(), "HIP");
        double around = 2.5 * walk.intervalSeconds();
        Landmarks landmarks = walk.landmarks();
        double ofFoot = mean(landmarks, foot, event.timeSeconds(), around);
        double ofHip = Math.max(
                mean(landmarks, hip, event.timeSeconds(), around),
                mean(landmarks, hip.mirrored(), event.timeSeconds(), around));
        return Math.clamp((ofFoot + ofHip) / 2, 0, 1);
    }

    private static double mean(Landmarks landmarks, Joint joint, double time, double around) {
        double[] near = new Signal(landmarks.time(), landmarks.confidence(joint)).between(time - around, time + around);
        return near.length == 0 ? 0 : Statistics.mean(near);
    }
}
