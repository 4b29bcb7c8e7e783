package org.gaitsuite.phantom;

import java.util.List;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.jspecify.annotations.Nullable;

/**
 * What is exactly true of a phantom walk. Contacts are moments of the model in continuous time, as a force plate would have them: at heel strike the sole
 * first touches the ground; at toe off the foot has carried its last, and its tip has been under way for some hundredths of a second ({@link GaitTiming}); a frame shows the body at the middle of its exposure, which is its time.
 *
 * @param events all contacts within the video, in the picture or not, in order of time
 * @param pixels landmarks in the picture; also where another limb hides them; confidence 1 inside the picture, 0 outside
 * @param metres the same landmarks seen exactly from the side, x along the walk from the middle of the walk, in view or not
 * @param parameters of the mean stride, by the names of the result schema; a step is named by the foot that lands, its length lies between the two
 *     heels' footprints
 * @param angles of every frame
 * @param curves of the mean stride: 101 points from heel strike to heel strike, sd 0
 */
public record PhantomTruth(
        PhantomSettings settings,
        List<GaitEvent> events,
        SkeletonOverTime pixels,
        SkeletonOverTime metres,
        List<GaitParameter.Measured> parameters,
        List<Angle> angles,
        List<GaitCurve> curves) {
    public PhantomTruth {
        events = List.copyOf(events);
        parameters = List.copyOf(parameters);
        angles = List.copyOf(angles);
        curves = List.copyOf(curves);
    }

    /**
     * One joint's angle over the video.
     *
     * @param name as in the curves
     * @param degrees one value a frame
     */
    public record Angle(String name, Side side, double[] degrees) {}

    /** Times of one kind of contact, ascending. */
    public double[] times(EventType type, Side side) {
        return events.stream()
                .filter(e -> e.type() == type && e.side() == side)
                .mapToDouble(GaitEvent::timeSeconds)
                .toArray();
    }

    /** The contacts at whose time the whole walker is in the picture. */
    public List<GaitEvent> eventsInView() {
        return events.stream()
                .filter(e -> inView(
                        (int) Math.min(pixels.frames() - 1L, Math.round(e.timeSeconds() * settings.frameRate()))))
                .toList();
    }

    /** Whether all landmarks that the phantom has lie in the picture. */
    public boolean inView(int frame) {
        for (Joint joint : BodyPose.JOINTS) {
            if (pixels.confidence(frame, joint) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the phantom can say this parameter. */
    public boolean knows(String name, @Nullable Side side) {
        return parameters.stream().anyMatch(p -> p.name().equals(name) && p.side() == side);
    }

    /**
     * @param side null for a parameter of the whole walk
     * @throws IllegalArgumentException if the phantom does not know that parameter
     */
    public double parameter(String name, @Nullable Side side) {
        return parameters.stream()
                .filter(p -> p.name().equals(name) && p.side() == side)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter %s of side %s".formatted(name, side)))
                .value();
    }

    public Angle angle(String name, Side side) {
        return angles.stream()
                .filter(a -> a.name().equals(name) && a.side() == side)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no angle %s of side %s".formatted(name, side)));
    }

    public GaitCurve curve(String name, Side side) {
        return curves.stream()
                .filter(c -> c.name().equals(name) && c.side() == side)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no curve %s of side %s".formatted(name, side)));
    }
}
