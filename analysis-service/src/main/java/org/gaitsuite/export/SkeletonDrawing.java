package org.gaitsuite.export;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;

/** Draws a walker's landmarks and events over a picture of the video. Times here are the video's. */
final class SkeletonDrawing {
    /** An event is shown this long, so that the eye can catch it. */
    private static final double SHOWN_SECONDS = 0.2;

    private static final double LEAST_CONFIDENCE = 0.05;

    private record Bone(Joint from, Joint to) {}

    /** Drawn in this order: the far arm first would hide nothing, the legs matter most and come last. */
    private static final List<Bone> BONES = List.of(
            new Bone(Joint.HEAD_TOP, Joint.NECK),
            new Bone(Joint.NECK, Joint.LEFT_SHOULDER),
            new Bone(Joint.NECK, Joint.RIGHT_SHOULDER),
            new Bone(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
            new Bone(Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
            new Bone(Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
            new Bone(Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
            new Bone(Joint.LEFT_SHOULDER, Joint.LEFT_HIP),
            new Bone(Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP),
            new Bone(Joint.LEFT_HIP, Joint.RIGHT_HIP),
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

    private final SkeletonOverTime skeleton;
    private final List<GaitEvent> events;
    private final double halfFrame;

    SkeletonDrawing(SkeletonOverTime skeleton, List<GaitEvent> events, double frameRateHertz) {
        this.skeleton = skeleton;
        this.events = events;
        this.halfFrame = frameRateHertz > 0 ? 0.5 / frameRateHertz : 0.02;
    }

    /** @param scale pixels of the picture for one pixel of the full-size video */
    void draw(Picture picture, double timeSeconds, double scale) {
        double thickness = Math.max(2, picture.height() / 200.0);
        frameAt(timeSeconds).ifPresent(frame -> {
            for (Bone bone : BONES) {
                if (seen(frame, bone.from()) && seen(frame, bone.to())) {
                    picture.line(
                            skeleton.x(frame, bone.from()) * scale,
                            skeleton.y(frame, bone.from()) * scale,
                            skeleton.x(frame, bone.to()) * scale,
                            skeleton.y(frame, bone.to()) * scale,
                            thickness,
                            colourOf(bone));
                }
            }
            for (Joint joint : Joint.values()) {
                if (seen(frame, joint)) {
                    picture.disc(
                            skeleton.x(frame, joint) * scale,
                            skeleton.y(frame, joint) * scale,
                            thickness * 0.8,
                            SideColour.of(joint.side()));
                }
            }
        });
        drawLabels(picture, timeSeconds);
    }

    private void drawLabels(Picture picture, double timeSeconds) {
        double size = Math.max(0.6, picture.height() / 700.0);
        int margin = picture.height() / 40;
        picture.label(String.format(Locale.ROOT, "%.2f s", timeSeconds), margin, margin, size, SideColour.MIDLINE);
        int y = margin + (int) (38 * size);
        for (GaitEvent event : events) {
            if (Math.abs(event.timeSeconds() - timeSeconds) <= SHOWN_SECONDS / 2) {
                picture.label(nameOf(event), margin, y, size, SideColour.of(event.side()));
                y += (int) (38 * size);
            }
        }
    }

    private static String nameOf(GaitEvent event) {
        return (event.side() == Side.LEFT ? "left" : "right")
                + (event.type() == EventType.HEEL_STRIKE ? " heel strike" : " toe off");
    }

    private static SideColour colourOf(Bone bone) {
        return bone.from().side() == bone.to().side()
                ? SideColour.of(bone.from().side())
                : SideColour.MIDLINE;
    }

    private boolean seen(int frame, Joint joint) {
        return Double.isFinite(skeleton.x(frame, joint))
                && Double.isFinite(skeleton.y(frame, joint))
                && skeleton.confidence(frame, joint) >= LEAST_CONFIDENCE;
    }

    /** The skeleton's frame that belongs to a picture, or empty where the walker is not in view. */
    private Optional<Integer> frameAt(double timeSeconds) {
        int low = 0;
        int high = skeleton.frames() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (skeleton.timeSeconds(middle) < timeSeconds - halfFrame) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean found =
                low < skeleton.frames() && Math.abs(skeleton.timeSeconds(low) - timeSeconds) <= halfFrame * 1.01;
        return found ? Optional.of(low) : Optional.empty();
    }

    /** The time of the heel strike at which the legs are seen best, or the middle of the skeleton where there is none. */
    double clearestTime() {
        double middle = skeleton.frames() == 0 ? 0 : skeleton.timeSeconds(skeleton.frames() / 2);
        return events.stream()
                .filter(event -> event.type() == EventType.HEEL_STRIKE)
                .max(Comparator.comparingDouble(event -> clarity(event, middle)))
                .map(GaitEvent::timeSeconds)
                .orElse(middle);
    }

    private double clarity(GaitEvent event, double middle) {
        return frameAt(event.timeSeconds())
                .map(frame -> {
                    double sum = 0;
                    for (Joint joint : Joint.values()) {
                        sum += seen(frame, joint) ? skeleton.confidence(frame, joint) : 0;
                    }
                    double span = Math.max(1e-6, skeleton.timeSeconds(skeleton.frames() - 1) - skeleton.timeSeconds(0));
                    return sum / Joint.values().length - Math.abs(event.timeSeconds() - middle) / span;
                })
                .orElse(-1.0);
    }
}
