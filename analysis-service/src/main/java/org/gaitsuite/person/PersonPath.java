package org.gaitsuite.person;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One person through time, as far as was seen at intervals. For one thread. */
public final class PersonPath {
    /** How far before the first and after the last sighting the person is still looked for, seconds. */
    static final double REACH_SECONDS = 0.5;

    private static final double SPEED_SECONDS = 1;

    private final List<Double> times = new ArrayList<>();
    private final List<Person> persons = new ArrayList<>();

    void add(double timeSeconds, Person person) {
        times.add(timeSeconds);
        persons.add(person);
    }

    /** How often the person was seen. */
    public int sightings() {
        return times.size();
    }

    /** When the person was seen for the i-th time, seconds. */
    public double timeSeconds(int sighting) {
        return times.get(sighting);
    }

    /** As what the person was seen then. */
    public Person sighting(int sighting) {
        return persons.get(sighting);
    }

    public double startSeconds() {
        return times.getFirst();
    }

    public double endSeconds() {
        return times.getLast();
    }

    /** As what the person was seen last. */
    public Person last() {
        return persons.getLast();
    }

    /** Whether the person was seen about then. */
    public boolean covers(double timeSeconds) {
        return timeSeconds >= startSeconds() - REACH_SECONDS && timeSeconds <= endSeconds() + REACH_SECONDS;
    }

    /** Where the person is at a time, between sightings or, at the same speed, shortly beyond them. */
    public Person at(double timeSeconds) {
        if (times.size() == 1) {
            return persons.getFirst();
        }
        int found = Collections.binarySearch(times, timeSeconds);
        int after = Math.clamp(found < 0 ? -found - 1 : found, 1, times.size() - 1);
        double from = times.get(after - 1);
        double to = times.get(after);
        Person place = persons.get(after - 1).towards(persons.get(after), (timeSeconds - from) / (to - from));
        // Beyond the ends only the place is carried on: a size that is extrapolated may turn negative.
        Person nearest = timeSeconds < startSeconds() ? persons.getFirst() : persons.getLast();
        boolean beyond = timeSeconds < startSeconds() || timeSeconds > endSeconds();
        return beyond
                ? new Person(
                        place.hipX(),
                        place.hipY(),
                        place.hipX() + nearest.rimX() - nearest.hipX(),
                        place.hipY() + nearest.rimY() - nearest.hipY(),
                        nearest.score())
                : place;
    }

    /** Where the person would be after being out of sight, at the mean speed of the last second and of the size seen last. */
    Person ahead(double timeSeconds) {
        int from = times.size() - 1;
        while (from > 0 && endSeconds() - times.get(from) < SPEED_SECONDS) {
            from--;
        }
        Person start = persons.get(from);
        Person end = last();
        double steps = from == times.size() - 1 ? 0 : (timeSeconds - endSeconds()) / (endSeconds() - times.get(from));
        double x = (end.hipX() - start.hipX()) * steps;
        double y = (end.hipY() - start.hipY()) * steps;
        return new Person(end.hipX() + x, end.hipY() + y, end.rimX() + x, end.rimY() + y, end.score());
    }

    /** Typical half height of the body, pixels. */
    public double typicalRadius() {
        double[] sorted = persons.stream().mapToDouble(Person::radius).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** How far the person went from side to side, in body heights. */
    public double travelInBodyHeights() {
        double lowest = persons.stream().mapToDouble(Person::hipX).min().orElse(0);
        double highest = persons.stream().mapToDouble(Person::hipX).max().orElse(0);
        return (highest - lowest) / (2 * typicalRadius());
    }
}
