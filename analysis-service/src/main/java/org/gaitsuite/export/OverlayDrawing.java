package org.gaitsuite.export;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Joint;

/** Draws everything that is shown of a walk over one picture after the other, and the panel below it. Not thread-safe. */
final class OverlayDrawing {
    private static final double USUAL_BODY = 300;

    private final WalkInVideo walk;
    private final OtherPeople others;
    private final StepMarks marks;
    private final FootTrails trails;
    private final SkeletonDrawing skeleton;
    private final KneeArc knee;
    private final WalkPanel panel;
    private final Lettering letters;
    private final Placement place;
    private final int pictureHeight;
    private final double bodyUnit;

    /** @param scale pixels of the picture for one pixel of the full-size video */
    OverlayDrawing(WalkInVideo walk, OverlaySize size, double scale, Lettering letters) {
        this.walk = walk;
        this.others = new OtherPeople(walk.others());
        this.marks = new StepMarks(walk);
        this.trails = new FootTrails(walk.skeleton());
        this.skeleton = new SkeletonDrawing(walk.skeleton());
        this.knee = new KneeArc(walk);
        this.panel = new WalkPanel(walk, size.width(), size.unit());
        this.letters = letters;
        this.place = Placement.whole(scale);
        this.pictureHeight = size.height();
        this.bodyUnit = Math.clamp(walk.skeleton().usualHeight() * scale / USUAL_BODY, 0.6, 1.8);
    }

    /** @param picture the frame with room for the panel below it */
    void draw(Picture picture, double timeSeconds) {
        OptionalInt frame = walk.skeleton().frameAt(timeSeconds);
        Optional<Box> body =
                frame.isPresent() ? walk.skeleton().body(frame.getAsInt()).map(place::of) : Optional.empty();
        others.draw(picture, timeSeconds, body, place);
        marks.drawGround(picture, timeSeconds, place, bodyUnit, letters);
        trails.draw(picture, timeSeconds, place, 3.5 * bodyUnit);
        if (frame.isPresent()) {
            double thickness = Math.max(2, 4 * bodyUnit);
            skeleton.draw(picture, frame.getAsInt(), walk.nearSide(timeSeconds), place, thickness);
            knee.draw(picture, frame.getAsInt(), timeSeconds, place, bodyUnit, letters);
        }
        marks.drawFlashes(picture, timeSeconds, place, bodyUnit, letters);
        panel.draw(picture, timeSeconds, pictureHeight, letters);
    }

    /** The time of the heel strike at which the legs are seen best, or the middle of the skeleton where there is none. */
    double clearestTime() {
        FilmedSkeleton seen = walk.skeleton();
        double middle = seen.frames() == 0 ? 0 : seen.timeSeconds(seen.frames() / 2);
        return walk.events().stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE)
                .max(Comparator.comparingDouble(event -> clarity(event, middle)))
                .map(GaitEvent::timeSeconds)
                .orElse(middle);
    }

    private double clarity(GaitEvent event, double middle) {
        FilmedSkeleton seen = walk.skeleton();
        OptionalInt frame = seen.frameAt(event.timeSeconds());
        if (frame.isEmpty()) {
            return -1;
        }
        double sum = 0;
        for (Joint joint : Joint.values()) {
            sum += seen.spot(frame.getAsInt(), joint).isPresent() ? seen.confidence(frame.getAsInt(), joint) : 0;
        }
        double span = Math.max(1e-6, seen.timeSeconds(seen.frames() - 1) - seen.timeSeconds(0));
        return sum / Joint.values().length - Math.abs(event.timeSeconds() - middle) / span;
    }
}
