package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A walk seen from the side with what its picture does to it undone: camera tilt, slope of the ground, perspective, scale.
 *
 * @param walks one a bout, in order of time; together they cover the recording
 * @param perspectives likewise
 */
record FilmedWalk(List<SagittalWalk> walks, CameraTilt tilt, List<Perspective> perspectives) {
    private static final Set<Joint> LEGS = EnumSet.range(Joint.LEFT_HIP, Joint.RIGHT_TOE);

    static FilmedWalk of(
            Preparation prepared, CoordinateFrame frame, List<Bout> bouts, Subject subject, FilmedPlace place) {
        List<Stretch> stretches = Stretch.divide(prepared.landmarks(), bouts);
        boolean picture = frame == CoordinateFrame.IMAGE_PIXELS;
        double width = widthSeen(prepared.landmarks());
        List<Perspective> perspectives = stretches.stream()
                .map(stretch -> picture ? Perspective.of(stretch, width, place) : Perspective.SQUARE)
                .toList();
        CameraTilt tilt = picture ? CameraTilt.of(stretches, perspectives, place) : CameraTilt.none();
        PictureScale scales = new PictureScale(frame, subject.heightMetres(), place);
        List<Landmarks> upright = new ArrayList<>();
        List<Optional<BodyScale>> found = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            Bout bout = stretch.bout();
            WalkPlane plane = WalkPlane.square(bout.forward(), frame)
                    .turned(tilt.groundInPicture())
                    .seen(perspectives.get(i));
            Landmarks moved = stretch.landmarks().moved(plane);
            upright.add(legsAbreast(moved, perspectives.get(i), bout.forward()));
            double perspective = perspectives.get(i).uncertainty();
            found.add(scales.of(upright.getLast(), bout.run(), plane).map(scale -> scale.lessCertain(perspective)));
        }
        Optional<BodyScale> elsewhere =
                found.stream().flatMap(Optional::stream).min(Comparator.comparingDouble(BodyScale::uncertainty));
        List<SagittalWalk> walks = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            Bout bout = stretches.get(i).bout();
            double slope = tilt.groundDegrees() * bout.forward();
            walks.add(SagittalWalk.of(
                    upright.get(i), bout, frame, found.get(i).or(() -> elsewhere), prepared.intervalSeconds(), slope));
        }
        return new FilmedWalk(walks, tilt, perspectives);
    }

    /** Puts the legs where they would be seen in the plane of the walk; from the slant they are seen one before the other. */
    private static Landmarks legsAbreast(Landmarks upright, Perspective perspective, int forward) {
        double behind = perspective.farLegBehind(forward) * LegLength.median(upright);
        if (behind == 0 || Double.isNaN(behind)) {
            return upright;
        }
        Side far = forward > 0 ? Side.LEFT : Side.RIGHT;
        return upright.shiftedAlong(joint -> LEGS.contains(joint) ? (joint.side() == far ? behind : -behind) : 0);
    }

    /** About the width of the picture: a walk crosses most of it. */
    private static double widthSeen(Landmarks landmarks) {
        return Statistics.quantile(Bout.pelvisX(landmarks).value(), 1);
    }

    /** The whole recording, each frame in the plane of its bout. */
    SagittalWalk joined() {
        return SagittalWalk.joined(walks);
    }

    /** Likewise, with y against gravity. */
    SagittalWalk againstGravity() {
        return SagittalWalk.joined(
                walks.stream().map(SagittalWalk::againstGravity).toList());
    }

    /** Angle between the walk and the picture, degrees: the middle one of the bouts. */
    double obliqueDegrees() {
        return Statistics.median(
                perspectives.stream().mapToDouble(Perspective::angleDegrees).toArray());
    }
}
