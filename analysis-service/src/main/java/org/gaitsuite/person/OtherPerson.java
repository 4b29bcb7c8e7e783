package org.gaitsuite.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody in view who is not the one that is analysed.
 *
 * @param sightings at increasing times
 */
public record OtherPerson(List<Sighting> sightings) {
    /** Between two sightings further apart than this nothing is known of where somebody was, seconds. */
    private static final double LONGEST_GAP_SECONDS = 1.0;

    /**
     * The box around somebody at a time, in pixels of the full-size upright picture.
     *
     * @param timeSeconds from the video's first frame
     */
    public record Sighting(double timeSeconds, double left, double top, double right, double bottom) {
        private Sighting towards(Sighting other, double share) {
            return new Sighting(
                    timeSeconds + (other.timeSeconds - timeSeconds) * share,
                    left + (other.left - left) * share,
                    top + (other.top - top) * share,
                    right + (other.right - right) * share,
                    bottom + (other.bottom - bottom) * share);
        }
    }

    /** Half the width of a striding body with its arms, in half body heights. */
    private static final double HALF_WIDTH = 0.6;

    /** Boxes that hold the circles around somebody's body, narrowed to its width. */
    static OtherPerson of(PersonPath path) {
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < path.sightings(); i++) {
            Person person = path.sighting(i);
            double radius = person.radius();
            sightings.add(new Sighting(
                    path.timeSeconds(i),
                    person.hipX() - HALF_WIDTH * radius,
                    person.hipY() - radius,
                    person.hipX() + HALF_WIDTH * radius,
                    person.hipY() + radius));
        }
        return new OtherPerson(sightings);
    }

    public OtherPerson {
        sightings = List.copyOf(sightings);
    }

    /** The box at a time between sightings, empty where nothing is known. */
    public Optional<Sighting> at(double timeSeconds) {
        int after = 0;
        while (after < sightings.size() && sightings.get(after).timeSeconds() < timeSeconds) {
            after++;
        }
        if (after == sightings.size()) {
            return Optional.empty();
        }
        Sighting to = sightings.get(after);
        if (to.timeSeconds() == timeSeconds) {
            return Optional.of(to);
        }
        if (after == 0) {
            return Optional.empty();
        }
        Sighting from = sightings.get(after - 1);
        double gap = to.timeSeconds() - from.timeSeconds();
        return gap > LONGEST_GAP_SECONDS
                ? Optional.empty()
                : Optional.of(from.towards(to, (timeSeconds - from.timeSeconds()) / gap));
    }
}
