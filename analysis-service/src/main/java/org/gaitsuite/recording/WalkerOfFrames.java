package org.gaitsuite.recording;

import java.util.List;
import java.util.Locale;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.person.Person;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.person.PersonPath;
import org.gaitsuite.person.SkeletonLayout;
import org.gaitsuite.person.WalkerChoice;
import org.gaitsuite.recording.RecordingRefused.Reason;
import org.jspecify.annotations.Nullable;

/** The walker among the people of a recording: who is alone is taken; else people are followed by continuity and the one who travels, or who is pointed at, is. */
final class WalkerOfFrames {
    /** Fewer are a ghost, as pose networks see them in furniture. */
    static final int LEAST_LANDMARKS = 5;

    private final @Nullable Body[] chosen;
    private final int others;

    private WalkerOfFrames(@Nullable Body[] chosen, int others) {
        this.chosen = chosen;
        this.others = others;
    }

    /** @throws RecordingRefused if several people are seen, but nobody for half a second */
    static WalkerOfFrames of(List<List<Body>> frames, SkeletonLayout layout, double[] timesSeconds)
            throws RecordingRefused {
        if (frames.stream().allMatch(people -> people.size() <= 1)) {
            @Nullable Body[] chosen = new Body[frames.size()];
            for (int f = 0; f < chosen.length; f++) {
                chosen[f] = frames.get(f).isEmpty() ? null : frames.get(f).getFirst();
            }
            return new WalkerOfFrames(chosen, 0);
        }
        PersonPath path = linked(frames, layout, timesSeconds)
                .walker()
                .orElseThrow(() -> new RecordingRefused(
                        Reason.NOBODY, "Nobody is seen for as long as half a second without a break."));
        return along(path, frames, layout, timesSeconds);
    }

    /**
     * Whoever is pointed at.
     *
     * @param width of the picture in the landmarks' unit
     * @param height likewise
     * @throws RecordingRefused if nobody who is seen for half a second is there then
     */
    static WalkerOfFrames at(
            PersonAt wanted,
            double width,
            double height,
            List<List<Body>> frames,
            SkeletonLayout layout,
            double[] timesSeconds)
            throws RecordingRefused {
        PersonPath path = linked(frames, layout, timesSeconds)
                .at(wanted.timeSeconds(), wanted.x() * width, wanted.y() * height)
                .orElseThrow(() -> new RecordingRefused(
                        Reason.NOBODY,
                        String.format(
                                Locale.ROOT,
                                "Nobody is at %.3f, %.3f of the picture at %.2f s, or not for half a second. Point at the hips of somebody who is well in view.",
                                wanted.x(),
                                wanted.y(),
                                wanted.timeSeconds())));
        return along(path, frames, layout, timesSeconds);
    }

    private static WalkerChoice linked(List<List<Body>> frames, SkeletonLayout layout, double[] timesSeconds) {
        WalkerChoice choice = new WalkerChoice();
        for (int f = 0; f < frames.size(); f++) {
            choice.add(timesSeconds[f], people(frames.get(f), layout));
        }
        return choice;
    }

    private static WalkerOfFrames along(
            PersonPath path, List<List<Body>> frames, SkeletonLayout layout, double[] timesSeconds) {
        @Nullable Body[] chosen = new Body[frames.size()];
        int others = 0;
        int sighting = 0;
        for (int f = 0; f < chosen.length; f++) {
            List<Body> people = frames.get(f);
            int own = -1;
            if (sighting < path.sightings() && path.timeSeconds(sighting) == timesSeconds[f]) {
                own = people(people, layout).indexOf(path.sighting(sighting));
                sighting++;
            }
            chosen[f] = own < 0 ? null : people.get(own);
            others += people.size() - (own < 0 ? 0 : 1);
        }
        return new WalkerOfFrames(chosen, others);
    }

    private static List<Person> people(List<Body> bodies, SkeletonLayout layout) {
        return bodies.stream().map(body -> person(body, layout)).toList();
    }

    private static Person person(Body body, SkeletonLayout layout) {
        double[] hip = middle(body, layout.placeOf(Joint.LEFT_HIP), layout.placeOf(Joint.RIGHT_HIP));
        double radius = 0;
        double score = 0;
        for (int k = 0; k < body.x().length; k++) {
            if (body.sees(k)) {
                radius = Math.max(radius, Math.hypot(body.x()[k] - hip[0], body.y()[k] - hip[1]));
                score += body.confidence()[k] / body.x().length;
            }
        }
        return new Person(hip[0], hip[1], hip[0], hip[1] - Math.max(radius, Float.MIN_NORMAL), score);
    }

    /** Of both hips, of the one that is seen, or else of all landmarks. */
    private static double[] middle(Body body, @Nullable Integer left, @Nullable Integer right) {
        double[] sum = new double[3];
        for (int k = 0; k < body.x().length; k++) {
            boolean hip = left != null && right != null && (k == left || k == right);
            // A hip outweighs all else that is seen.
            double weight = !body.sees(k) ? 0 : hip ? 1 : 1e-9;
            if (weight > 0) {
                sum[0] += weight * body.x()[k];
                sum[1] += weight * body.y()[k];
                sum[2] += weight;
            }
        }
        return new double[] {sum[0] / sum[2], sum[1] / sum[2]};
    }

    /** The walker in a frame, null where not seen. */
    @Nullable
    Body body(int frame) {
        return chosen[frame];
    }

    /** Sightings of others. */
    int others() {
        return others;
    }
}
