package org.gaitsuite.export;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gaitsuite.export.FilmedSkeleton.Spot;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;

/** The flexion of the near knee as an arc between where a straight leg would go on and where the shank goes. */
final class KneeArc {
    private static final double OPACITY = 0.7;

    private final WalkInVideo walk;

    KneeArc(WalkInVideo walk) {
        this.walk = walk;
    }

    /** @param unit pixels of the picture for one of a body that is 300 pixels high */
    void draw(Picture picture, int frame, double timeSeconds, Placement place, double unit, Lettering letters) {
        Optional<Side> near = walk.nearSide(timeSeconds);
        if (near.isEmpty()) {
            return;
        }
        Side side = near.get();
        OptionalDouble flexion = walk.degrees("knee_flexion", side, timeSeconds);
        Optional<Spot> hip = walk.skeleton().spot(frame, Joint.of(side, "HIP"));
        Optional<Spot> knee = walk.skeleton().spot(frame, Joint.of(side, "KNEE"));
        Optional<Spot> ankle = walk.skeleton().spot(frame, Joint.of(side, "ANKLE"));
        if (flexion.isEmpty() || hip.isEmpty() || knee.isEmpty() || ankle.isEmpty()) {
            return;
        }
        double x = place.x(knee.get().x());
        double y = place.y(knee.get().y());
        double straight = Math.toDegrees(Math.atan2(
                knee.get().y() - hip.get().y(), knee.get().x() - hip.get().x()));
        double shank = Math.toDegrees(Math.atan2(
                ankle.get().y() - knee.get().y(), ankle.get().x() - knee.get().x()));
        double turn = Math.IEEEremainder(shank - straight, 360);
        double radius = 26 * unit;
        picture.faded(new Box(x, y, x, y).grown(radius + 2, radius + 2, radius + 2), OPACITY, () -> {
            picture.sector(
                    x,
                    y,
                    radius,
                    straight + Math.min(0, turn),
                    straight + Math.max(0, turn),
                    SideColour.of(side).light());
            double along = Math.toRadians(straight);
            picture.line(x, y, x + radius * Math.cos(along), y + radius * Math.sin(along), 1, Ink.WHITE);
        });
        double capital = Math.max(8, 9 * unit);
        String text = Math.round(flexion.getAsDouble()) + "°";
        double forward = walk.forward(timeSeconds);
        letters.plate(
                picture,
                text,
                x + forward * (letters.width(text, capital) / 2 + capital + 14 * unit),
                y - 6 * unit,
                capital,
                Ink.BLACK,
                SideColour.of(side).light());
    }
}
