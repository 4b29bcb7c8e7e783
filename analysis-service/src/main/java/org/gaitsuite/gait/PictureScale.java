package org.gaitsuite.gait;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the metres come from. In this order: landmarks that are in metres; a line of known length on the ground; a known distance
 * elsewhere in the plane of the walk; the walker's height. What lies on the ground lies surely in the plane of the feet, and a tape
 * measure is nearer the truth than the proportions of a body.
 *
 * @param heightMetres of the walker, null where not known
 */
record PictureScale(CoordinateFrame frame, @Nullable Double heightMetres, FilmedPlace place) {
    /** A mark on the ground is set within half a foot's width of the line of the walk, seen from about four metres. */
    private static final double GROUND_LINE_ERROR = 0.015;

    /** Anything else, a door or a rod, stands up to a shoulder's width nearer or further than the walker. */
    private static final double DISTANCE_ERROR = 0.05;

    /** Both ends of a line are marked within two pixels each. */
    private static final double MARKING_PIXELS = 2.8;

    /** @param upright landmarks in {@code plane}, y up */
    Optional<BodyScale> of(Landmarks upright, Run run, WalkPlane plane) {
        if (frame == CoordinateFrame.SAGITTAL_METRES) {
            return Optional.of(BodyScale.METRES);
        }
        Optional<BodyScale> byLine = byLine(place.groundLine(), plane, BodyScale.Source.GROUND_LINE, GROUND_LINE_ERROR)
                .or(() -> byLine(place.distance(), plane, BodyScale.Source.DISTANCE, DISTANCE_ERROR));
        if (byLine.isPresent() || heightMetres == null) {
            return byLine;
        }
        return BodyScale.ofHeight(heightMetres, upright, run);
    }

    private static Optional<BodyScale> byLine(
            @Nullable MarkedLine line, WalkPlane plane, BodyScale.Source source, double error) {
        if (line == null || line.metres() == null) {
            return Optional.empty();
        }
        double marking = MARKING_PIXELS / line.from().distanceTo(line.to());
        return Optional.of(new BodyScale(
                line.metres() / plane.length(line.from(), line.to()), Math.hypot(error, marking), source));
    }
}
