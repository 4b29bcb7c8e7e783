package org.gaitsuite.export;

import java.util.List;
import java.util.Optional;
import org.gaitsuite.export.FilmedSkeleton.Spot;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.jspecify.annotations.Nullable;

/** Draws a walker's landmarks over a picture of the video: the leg that is nearer to the camera stronger and in front of the other. */
final class SkeletonDrawing {
    private static final Ink OUTLINE = new Ink(20, 20, 20);
    private static final double FAR_THICKNESS = 0.7;
    private static final double FAR_OPACITY = 0.72;

    private record Bone(Joint from, Joint to) {
        @Nullable
        Side side() {
            return from.side() == to.side() ? from.side() : null;
        }
    }

    private static final List<Bone> MIDLINE = List.of(
            new Bone(Joint.HEAD_TOP, Joint.NECK),
            new Bone(Joint.NECK, Joint.LEFT_SHOULDER),
            new Bone(Joint.NECK, Joint.RIGHT_SHOULDER),
            new Bone(Joint.LEFT_HIP, Joint.RIGHT_HIP));

    private static final List<Bone> UPPER = List.of(
            new Bone(Joint.LEFT_SHOULDER, Joint.LEFT_HIP),
            new Bone(Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP),
            new Bone(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
            new Bone(Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
            new Bone(Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
            new Bone(Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST));

    private static final List<Bone> LEGS = List.of(
            new Bone(Joint.LEFT_HIP, Joint.LEFT_KNEE),
            new Bone(Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
            new Bone(Joint.LEFT_ANKLE, Joint.LEFT_HEEL),
            new Bone(Joint.LEFT_HEEL, Joint.LEFT_TOE),
            new Bone(Joint.LEFT_ANKLE, Joint.LEFT_TOE),
            new Bone(Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
            new Bone(Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
            new Bone(Joint.RIGHT_ANKLE, Joint.RIGHT_HEEL),
            new Bone(Joint.RIGHT_HEEL, Joint.RIGHT_TOE),
            new Bone(Joint.RIGHT_ANKLE, Joint.RIGHT_TOE));

    private final FilmedSkeleton skeleton;

    SkeletonDrawing(FilmedSkeleton skeleton) {
        this.skeleton = skeleton;
    }

    /**
     * @param near the side in front, or empty where neither is
     * @param thickness of the near leg's lines, in pixels of the picture
     */
    void draw(Picture picture, int frame, Optional<Side> near, Placement place, double thickness) {
        Optional<Side> far = near.map(Side::opposite);
        far.ifPresent(side -> {
            Box box = skeleton.body(frame).map(place::of).orElse(new Box(0, 0, 0, 0));
            picture.faded(box.grown(thickness, thickness, thickness), FAR_OPACITY, () -> {
                bones(picture, frame, UPPER, side, place, thickness * FAR_THICKNESS);
                bones(picture, frame, LEGS, side, place, thickness * FAR_THICKNESS);
                joints(picture, frame, side, place, thickness * FAR_THICKNESS);
            });
        });
        for (Bone bone : MIDLINE) {
            bone(picture, frame, bone, place, thickness * FAR_THICKNESS);
        }
        joints(picture, frame, null, place, thickness * FAR_THICKNESS);
        for (Side side : Side.values()) {
            if (far.isEmpty() || far.get() != side) {
                bones(picture, frame, UPPER, side, place, thickness * FAR_THICKNESS);
                bones(picture, frame, LEGS, side, place, thickness);
                joints(picture, frame, side, place, thickness);
            }
        }
    }

    private void bones(Picture picture, int frame, List<Bone> bones, Side side, Placement place, double thickness) {
        for (Bone bone : bones) {
            if (bone.side() == side) {
                bone(picture, frame, bone, place, thickness);
            }
        }
    }

    private void bone(Picture picture, int frame, Bone bone, Placement place, double thickness) {
        Optional<Spot> from = skeleton.spot(frame, bone.from());
        Optional<Spot> to = skeleton.spot(frame, bone.to());
        if (from.isPresent() && to.isPresent()) {
            double x1 = place.x(from.get().x());
            double y1 = place.y(from.get().y());
            double x2 = place.x(to.get().x());
            double y2 = place.y(to.get().y());
            int width = Math.max(1, (int) Math.round(thickness));
            picture.line(x1, y1, x2, y2, width + 2, OUTLINE);
            picture.line(x1, y1, x2, y2, width, SideColour.of(bone.side()).ink());
        }
    }

    private void joints(Picture picture, int frame, @Nullable Side side, Placement place, double thickness) {
        for (Joint joint : Joint.values()) {
            if (joint.side() == side) {
                skeleton.spot(frame, joint).ifPresent(spot -> {
                    double x = place.x(spot.x());
                    double y = place.y(spot.y());
                    picture.disc(x, y, thickness * 0.8 + 1, Ink.WHITE);
                    picture.disc(x, y, thickness * 0.8, SideColour.of(side).ink());
                });
            }
        }
    }
}
