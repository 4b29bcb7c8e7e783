package org.gaitsuite.export;

import java.util.ArrayList;
import java.util.List;
import org.gaitsuite.export.FilmedSkeleton.Spot;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Side;

/**
 * Shows the events where they happen: a ring that grows and fades with the letters HS or TO, and for each heel strike a mark on the ground
 * that stays. On a treadmill, before a camera that follows, and from the front a foot comes down at one place of the picture again and
 * again; there a mark goes after a moment.
 */
final class StepMarks {
    private static final double FLASH_SECONDS = 0.3;
    private static final double LABEL_SECONDS = 0.45;
    private static final double PASSING_SECONDS = 0.8;

    /** A heel rests so long after it came down, a toe so long before it leaves, seconds. */
    private static final double RESTS = 0.1;

    /** Of the body's height: where a stride is shorter, marks would lie on one another. */
    private static final double APART = 0.3;

    /**
     * @param spot in pixels of the full-size picture
     * @param forward 1 for a walk to the right, -1 for one to the left, else 0
     * @param outward 1 where the foot's outer side is the right one in the picture, else -1
     */
    private record Mark(GaitEvent event, Spot spot, int forward, int outward) {
        /** Before the shank of a foot that comes down, behind one that leaves; from the front on the outer side. */
        double labelled() {
            return forward == 0 ? outward : isStrike() ? forward : -forward;
        }

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
            boolean strike = event.type() == EventType.HEEL_STRIKE;
            double time = event.timeSeconds();
            walk.skeleton()
                    .resting(strike ? time : time - RESTS, strike ? time + RESTS : time, WalkInVideo.partOf(event))
                    .ifPresent(spot -> marks.add(new Mark(event, spot, walk.forward(time), walk.outward(event))));
        }
        this.groundMoves = groundMoves(walk);
    }

    /** Whether a foot comes down where it came down before. */
    private boolean groundMoves(WalkInVideo walk) {
        List<Double> ways = new ArrayList<>();
        for (Side side : Side.values()) {
            List<Mark> strikes = marks.stream()
                    .filter(mark -> mark.isStrike() && mark.event().side() == side)
                    .toList();
            for (int i = 1; i < strikes.size(); i++) {
                Spot before = strikes.get(i - 1).spot();
                Spot now = strikes.get(i).spot();
                ways.add(Math.hypot(now.x() - before.x(), now.y() - before.y()));
            }
        }
        double height = walk.skeleton().usualHeight();
        return median(ways, height) < APART * height;
    }

    private static double median(List<Double> values, double whereNone) {
        return values.isEmpty() ? whereNone : values.stream().sorted().toList().get(values.size() / 2);
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
                picture.faded(
                        around, opacity, () -> ground(picture, mark.event().side(), x, y, unit, letters));
            }
        }
    }

    private static void ground(Picture picture, Side side, double x, double y, double unit, Lettering letters) {
        Ink ink = SideColour.of(side).ink();
        picture.oval(x, y, 10 * unit + 1.5, 3.6 * unit + 1.5, Ink.WHITE);
        picture.oval(x, y, 10 * unit, 3.6 * unit, ink);
        double capital = Math.max(7, 8 * unit);
        String letter = side == Side.LEFT ? "L" : "R";
        letters.plate(picture, letter, x, y + 7 * unit + capital, capital, ink, Ink.WHITE);
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
            double left = Math.min(1, (LABEL_SECONDS - age) / (LABEL_SECONDS - FLASH_SECONDS));
            label(picture, mark, x, y, left, unit, letters);
        }
    }

    private void label(Picture picture, Mark mark, double x, double y, double opacity, double unit, Lettering letters) {
        double capital = Math.max(9, 11 * unit);
        double aside = x + mark.labelled() * 50 * unit;
        double above = y - 24 * unit - capital;
        Ink ink = SideColour.of(mark.event().side()).ink();
        Box around = new Box(aside, above, aside, above).grown(4 * capital, 2 * capital, 2 * capital);
        picture.faded(
                around,
                opacity,
                () -> letters.plate(picture, mark.isStrike() ? "HS" : "TO", aside, above, capital, ink, Ink.WHITE));
    }
}
