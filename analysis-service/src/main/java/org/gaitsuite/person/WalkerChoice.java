package org.gaitsuite.person;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Links sightings to persons and tells the walker among them: who goes furthest from side to side; where nobody goes anywhere (a
 * treadmill), who is seen longest and largest. For one thread.
 */
public final class WalkerChoice {
    /** In half body heights: how far a person may be from where the last speed predicts, at least. */
    private static final double LEAST_LEAP = 0.6;
    /** In half body heights a second: a runner's speed, for who was seen only once. */
    private static final double LEAP_OF_UNKNOWN_SPEED = 4;

    private static final double LEAP_OF_KNOWN_SPEED = 1.5;

    private static final double LARGEST_CHANGE_OF_SIZE = 1.8;
    private static final double LONGEST_GAP_SECONDS = 1.0;
    private static final double LEAST_SECONDS = 0.5;
    /** In body heights: less is swaying or stepping in place. */
    private static final double LEAST_TRAVEL = 0.5;

    private final List<PersonPath> paths = new ArrayList<>();
    /** Those that may still go on. */
    private final List<PersonPath> going = new ArrayList<>();

    /** Takes in who was seen at a time; times increase. */
    public void add(double timeSeconds, List<Person> seen) {
        going.removeIf(path -> timeSeconds - path.endSeconds() > LONGEST_GAP_SECONDS);
        List<PersonPath> free = new ArrayList<>(going);
        for (Person person : seen) {
            Optional<PersonPath> own = free.stream()
                    .filter(path -> fits(path, timeSeconds, person))
                    .min(Comparator.comparingDouble(path -> distance(path, timeSeconds, person)));
            if (own.isPresent()) {
                own.get().add(timeSeconds, person);
                free.remove(own.get());
            } else {
                PersonPath fresh = new PersonPath();
                fresh.add(timeSeconds, person);
                paths.add(fresh);
                going.add(fresh);
            }
        }
    }

    private static boolean fits(PersonPath path, double timeSeconds, Person person) {
        double ratio = person.radius() / path.last().radius();
        double speed = path.sightings() == 1 ? LEAP_OF_UNKNOWN_SPEED : LEAP_OF_KNOWN_SPEED;
        double leap = Math.max(LEAST_LEAP, speed * (timeSeconds - path.endSeconds()));
        return ratio < LARGEST_CHANGE_OF_SIZE
                && ratio > 1 / LARGEST_CHANGE_OF_SIZE
                && distance(path, timeSeconds, person) < leap * person.radius();
    }

    private static double distance(PersonPath path, double timeSeconds, Person person) {
        Person expected = path.at(timeSeconds);
        return Math.hypot(expected.hipX() - person.hipX(), expected.hipY() - person.hipY());
    }

    /** Whether anybody was seen at all, however briefly. */
    public boolean sawAnybody() {
        return !paths.isEmpty();
    }

    /** Whoever, of those seen for long enough, is at a place then: whose body's circle it lies in, nearest its middle. */
    public Optional<PersonPath> at(double timeSeconds, double x, double y) {
        return paths.stream()
                .filter(path -> lasts(path) && path.covers(timeSeconds))
                .filter(path -> shareOfRadius(path.at(timeSeconds), x, y) <= 1)
                .min(Comparator.comparingDouble(path -> shareOfRadius(path.at(timeSeconds), x, y)));
    }

    private static double shareOfRadius(Person person, double x, double y) {
        return Math.hypot(person.hipX() - x, person.hipY() - y) / person.radius();
    }

    private static boolean lasts(PersonPath path) {
        return path.endSeconds() - path.startSeconds() >= LEAST_SECONDS;
    }

    /** The walker, empty where nobody was seen for long enough. */
    public Optional<PersonPath> walker() {
        List<PersonPath> lasting = paths.stream().filter(WalkerChoice::lasts).toList();
        Optional<PersonPath> traveller = lasting.stream()
                .filter(path -> path.travelInBodyHeights() >= LEAST_TRAVEL)
                .max(Comparator.comparingDouble(PersonPath::travelInBodyHeights));
        return traveller.isPresent()
                ? traveller
                : lasting.stream().max(Comparator.comparingDouble(path -> path.sightings() * path.typicalRadius()));
    }
}
