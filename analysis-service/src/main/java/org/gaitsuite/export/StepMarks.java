package org.gaitsuite.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gaitsuite.export.FilmedSkeleton.Spot;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;

/**
 * Shows the events where they happen: a ring that grows and fades with the letters HS or TO, and for each heel strike a mark on the ground
 * that stays. On a treadmill, or before a camera that follows, the ground moves in the picture; there a mark goes after a moment.
 */
final class StepMarks {
    private static final double FLASH_SECONDS = 0.3;
    private static final double LABEL_SECONDS = 0.45;
    private static final double PASSING_SECONDS = 0.8;

    /** A heel on still ground rests between these times after its strike, seconds. */
    private static final double RESTS_FROM = 0.08;

    private static final double RESTS_TO = 0.25;
    /** Of the body's height: a resting heel that goes farther stands on ground that moves in the picture. */
    private static final double STILL = 0.03;

    /** @param spot in pixels of the full-size picture */
    private record Mark(GaitEvent event, Spot spot) {
        boolean isStrike() {
            return event.type() == EventType.HEEL_STRIKE;
        }
    }

    private final List<Mark> marks = new ArrayList<>();
    private final double halfFrame;
    private final boolean groundMoves;

    StepMarks(WalkInVideo walk) {
        this.halfFrame = walk.skeleton().halfFrame();
        for (GaitEvent event : walk.events()) {
            walk.skeleton()
                    .settled(event.timeSeconds(), WalkInVideo.partOf(event))
                    .ifPresent(spot -> marks.add(new Mark(event, spot)));
        }
        this.groundMoves = groundMoves(walk);
    }

    private static boolean groundMoves(WalkInVideo walk) {
        FilmedSkeleton skeleton = walk.skeleton();
        double[] ways = walk.events().stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE)
                .mapToDouble(event -> wayOfResting(skeleton, event))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return ways.length > 0 && ways[ways.length / 2] > STILL * skeleton.usualHeight();
    }

    private static double wayOfResting(FilmedSkeleton skeleton, GaitEvent event) {
        Joint heel = Joint.of(event.side(), "HEEL");
        Optional<Spot> first = skeleton.settled(event.timeSeconds() + RESTS_FROM, heel);
        Optional<Spot> last = skeleton.settled(event.timeSeconds() + RESTS_TO, heel);
        return first.isPresent() && last.isPresent()
                ? Math.hypot(
                        first.get().x() - last.get().x(),
                        first.get().y() - last.get().y())
                : Double.NaN;
    }

    /**
     * The marks on the ground, which the walker walks over.
     *
     * @param unit pixels of the picture for one of a body that is 300 pixels high
     */
    void drawGround(Picture picture, double timeSeconds, Placement place, double unit, Lettering letters) {
        for (Mark mark : marks) {
            double age = timeSeconds + halfFrame - mark.event().timeSeconds();
            if (!mark.isStrike() || age < 0) {
                continue;
            }
            double opacity = groundMoves ? 1 - age / PASSING_SECONDS : 1;
            if (opacity > 0) {
                double x = place.x(mark.spot().x());
                double y = place.y(mark.spot().y()) + 6 * unit;
                Box around = new Box(x, y, x, y).grown(14 * unit, 4 * unit, 40 * unit);
                picture.faded(around, opacity, () -> ground(picture, mark.event().side(), x, y, unit, letters));
            }
        }
    }

    private static void ground(Picture picture, Side side, double x, double y, double unit, Lettering letters) {
        Ink ink = SideColour.of(side).ink();
        double thickness = Math.max(2, 3 * unit);
        picture.line(x - 5 * unit, y, x + 5 * unit, y, thickness + 2, Ink.WHITE);
        picture.line(x, y, x, y + 11 * unit, thickness + 2, Ink.WHITE);
        picture.line(x - 5 * unit, y, x + 5 * unit, y, thickness, ink);
        picture.line(x, y, x, y + 11 * unit, thickness, ink);
        double capital = Math.max(7, 8 * unit);
        String letter = side == Side.LEFT ? "L" : "R";
        letters.plate(picture, letter, x, y + 12 * unit + capital, capital, ink, Ink.WHITE);
    }

    /** The flashes of events that have just happened. */
    void drawFlashes(Picture picture, double timeSeconds, Placement place, double unit, Lettering letters) {
        for (Mark mark : marks) {
            double age = timeSeconds + halfFrame - mark.event().timeSeconds();
            if (age < 0 || age >= LABEL_SECONDS) {
                continue;
            }
            double x = place.x(mark.spot().x());
            double y = place.y(mark.spot().y());
            SideColour colour = SideColour.of(mark.event().side());
            if (age < FLASH_SECONDS) {
                double share = age / FLASH_SECONDS;
                double radius = (9 + 24 * share) * unit;
                double thickness = Math.max(2, 4 * unit * (1 - share));
                double room = radius + thickness + 3;
                picture.faded(new Box(x, y, x, y).grown(room, room, room), 1 - share * share, () -> {
                    picture.ring(x, y, radius, thickness + 2, Ink.WHITE);
                    picture.ring(x, y, radius, thickness, colour.ink());
                });
            }
            label(picture, mark, x, y, 1 - Math.max(0, age - FLASH_SECONDS) / (LABEL_SECONDS - FLASH_SECONDS), unit, letters);
        }
    }

    private void label(
            Picture picture, Mark mark, double x, double y, double opacity, double unit, Lettering letters) {
        double capital = Math.max(9, 11 * unit);
        double above = y - 30 * unit - capital;
        Ink ink = SideColour.of(mark.event().side()).ink();
        Box around = new Box(x, above, x, above).grown(4 * capital, 2 * capital, 2 * capital);
        picture.faded(
                around,
                opacity,
                () -> letters.plate(picture, mark.isStrike() ? "HS" : "TO", x, above, capital, ink, Ink.WHITE));
    }
}
