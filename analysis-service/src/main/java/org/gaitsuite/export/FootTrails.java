package org.gaitsuite.export;

import java.util.Optional;
import org.gaitsuite.export.FilmedSkeleton.Spot;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;

/** The ways that heels and toes came in the last moments; the older, the thinner and paler. */
final class FootTrails {
    private static final double SECONDS = 0.6;
    /** Pieces of a trail that fade together. */
    private static final int PIECES = 6;

    private static final double STRONGEST = 0.9;
    /** Of the body's height: what jumps farther from frame to frame was not followed, and is not joined. */
    private static final double LONGEST_JUMP = 0.25;

    private final FilmedSkeleton skeleton;
    private final double longestJump;

    FootTrails(FilmedSkeleton skeleton) {
        this.skeleton = skeleton;
        this.longestJump = skeleton.usualHeight() * LONGEST_JUMP;
    }

    /** @param thickness where the trail is youngest, in pixels of the picture */
    void draw(Picture picture, double timeSeconds, Placement place, double thickness) {
        int end = skeleton.firstFrom(timeSeconds + skeleton.halfFrame());
        for (int piece = PIECES - 1; piece >= 0; piece--) {
            double youngest = timeSeconds + skeleton.halfFrame() - SECONDS * piece / PIECES;
            int to = Math.min(end, skeleton.firstFrom(youngest) + 1);
            int from = skeleton.firstFrom(youngest - SECONDS / PIECES);
            double share = 1 - (double) piece / PIECES;
            for (Side side : Side.values()) {
                SideColour colour = SideColour.of(side);
                piece(picture, Joint.of(side, "TOE"), from, to, place, thickness * share, share, colour.light());
                piece(picture, Joint.of(side, "HEEL"), from, to, place, thickness * share, share, colour.ink());
            }
        }
    }

    private void piece(
            Picture picture, Joint joint, int from, int to, Placement place, double thickness, double share, Ink ink) {
        Box around = null;
        for (int frame = from; frame < to; frame++) {
            Optional<Spot> spot = skeleton.spot(frame, joint);
            if (spot.isPresent()) {
                double x = place.x(spot.get().x());
                double y = place.y(spot.get().y());
                around = around == null
                        ? new Box(x, y, x, y)
                        : new Box(
                                Math.min(around.left(), x),
                                Math.min(around.top(), y),
                                Math.max(around.right(), x),
                                Math.max(around.bottom(), y));
            }
        }
        if (around == null) {
            return;
        }
        double room = thickness + 2;
        picture.faded(around.grown(room, room, room), STRONGEST * share, () -> {
            for (int frame = from + 1; frame < to; frame++) {
                Optional<Spot> a = skeleton.spot(frame - 1, joint);
                Optional<Spot> b = skeleton.spot(frame, joint);
                if (a.isPresent() && b.isPresent() && near(a.get(), b.get())) {
                    picture.line(
                            place.x(a.get().x()),
                            place.y(a.get().y()),
                            place.x(b.get().x()),
                            place.y(b.get().y()),
                            thickness,
                            ink);
                }
            }
        });
    }

    private boolean near(Spot a, Spot b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y()) <= longestJump;
    }
}
