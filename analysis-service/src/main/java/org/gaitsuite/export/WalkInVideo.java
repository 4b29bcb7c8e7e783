package org.gaitsuite.export;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gaitsuite.gait.AngleOverTime;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.WalkedBout;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.person.OtherPerson;

/** What there is to show of a measured walk. Times that are asked for are the video's; numbers that are shown are the walker's. */
final class WalkInVideo {
    private final FilmedSkeleton skeleton;
    private final GaitResult result;
    private final double timeFactor;
    private final List<GaitEvent> events;
    private final List<OtherPerson> others;
    private final GaitPhases phases;

    /**
     * @param result in the walker's time
     * @param skeleton in pixels of the full-size picture and in the video's time
     * @param timeFactor seconds of the walker for one second of the video
     */
    WalkInVideo(
            GaitResult result,
            SkeletonOverTime skeleton,
            double timeFactor,
            List<OtherPerson> others,
            double frameRateHertz) {
        this.result = result;
        this.skeleton = new FilmedSkeleton(RepairedSides.of(skeleton, result.walk(), timeFactor), frameRateHertz);
        this.timeFactor = timeFactor;
        this.others = List.copyOf(others);
        this.events = result.events().stream()
                .map(event ->
                        new GaitEvent(event.type(), event.side(), event.timeSeconds() / timeFactor, event.confidence()))
                .toList();
        this.phases = new GaitPhases(result.events(), result.bouts());
    }

    FilmedSkeleton skeleton() {
        return skeleton;
    }

    /** In the video's time. */
    List<GaitEvent> events() {
        return events;
    }

    List<OtherPerson> others() {
        return others;
    }

    /** In the walker's time. */
    GaitPhases phases() {
        return phases;
    }

    double walkerSeconds(double timeSeconds) {
        return timeSeconds * timeFactor;
    }

    /** The foot's part that an event is about. */
    static Joint partOf(GaitEvent event) {
        return Joint.of(event.side(), event.type() == EventType.HEEL_STRIKE ? "HEEL" : "TOE");
    }

    /** The side that is nearer to the camera, or empty where the walk is seen from the front or the back. */
    Optional<Side> nearSide(double timeSeconds) {
        double time = walkerSeconds(timeSeconds);
        return result.bouts().stream()
                .min(Comparator.comparingDouble(bout -> distance(bout, time)))
                .flatMap(bout -> facing(bout.direction()));
    }

    private static double distance(WalkedBout bout, double time) {
        return Math.max(0, Math.max(bout.startSeconds() - time, time - bout.endSeconds()));
    }

    private static Optional<Side> facing(WalkingDirection direction) {
        return switch (direction) {
            case LEFT -> Optional.of(Side.LEFT);
            case RIGHT -> Optional.of(Side.RIGHT);
            case TOWARDS_CAMERA, AWAY_FROM_CAMERA -> Optional.empty();
        };
    }

    /** Which way forward is in the picture, 1 for right; 0 where the walk is not seen from the side. */
    int forward(double timeSeconds) {
        return nearSide(timeSeconds).map(side -> side == Side.RIGHT ? 1 : -1).orElse(0);
    }

    /** Which way the outer side of an event's foot is in the picture of a walk from or towards the camera, 1 for right. */
    int outward(GaitEvent event) {
        boolean comes = result.bouts().stream()
                .anyMatch(bout -> bout.direction() == WalkingDirection.TOWARDS_CAMERA
                        && distance(bout, walkerSeconds(event.timeSeconds())) == 0);
        return (event.side() == Side.LEFT) == comes ? 1 : -1;
    }

    /** Whether an angle is part of the result; what was withheld there is not shown here. */
    boolean measured(String angle, Side side) {
        return result.curve(angle, side).isPresent()
                && result.walk().angles().stream().anyMatch(over -> over.name().equals(angle) && over.side() == side);
    }

    /** An angle in degrees, where it is part of the result and known at that time. */
    OptionalDouble degrees(String angle, Side side, double timeSeconds) {
        if (!measured(angle, side)) {
            return OptionalDouble.empty();
        }
        return result.walk().angles().stream()
                .filter(over -> over.name().equals(angle) && over.side() == side)
                .mapToDouble(over -> at(over, walkerSeconds(timeSeconds)))
                .filter(Double::isFinite)
                .findFirst();
    }

    private double at(AngleOverTime angle, double time) {
        SkeletonOverTime walk = result.walk().landmarks();
        int frames = walk.frames();
        if (frames < 2) {
            return Double.NaN;
        }
        double start = walk.timeSeconds(0);
        double interval = (walk.timeSeconds(frames - 1) - start) / (frames - 1);
        // The nearest frame of even times: a value is shown for as long as its frame.
        long frame = Math.round((time - start) / interval);
        return frame < 0 || frame >= frames ? Double.NaN : angle.degrees()[(int) frame];
    }
}
