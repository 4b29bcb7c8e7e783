package org.gaitsuite.pose.dnn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gaitsuite.person.Person;
import org.gaitsuite.pose.PoseRefused;
import org.gaitsuite.pose.dnn.NetworkInput.Colours;
import org.gaitsuite.video.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * Finds everybody in pictures of one video that follow one another, by a person detector or, where the model has none, by showing the
 * landmark network parts of the picture. While nobody is known a picture is searched as a whole and in overlapping squares, so that a walker
 * far away is found too. Then it is looked where everybody was before, and at one of those parts in turn, so that who comes in is found a
 * little later. Close it. One thread at a time.
 */
final class PersonFinder implements AutoCloseable {
    private static final NetworkInput DETECTOR_INPUT = new NetworkInput(
            BlazePoseDetector.SIDE,
            BlazePoseDetector.SIDE,
            new float[] {127.5f, 127.5f, 127.5f},
            new float[] {127.5f, 127.5f, 127.5f},
            Colours.RGB);
    /** Two findings whose hips are closer than this share of the larger body's half height are one person. */
    private static final double SAME_PERSON = 0.5;
    /** Side of the square in which a known person is looked for, in half body heights: room to run on until the next search. */
    private static final double SIDE_AROUND_KNOWN = 4;

    /** It runs beside the landmark network, which is the one that is waited for. */
    private static final int THREADS = 1;

    private final @Nullable LandmarkNetwork landmarks;
    private final @Nullable Network detector;
    private final CropSampler sampler;
    private List<Person> known = List.of();
    private int turn;

    PersonFinder(ModelDescriptor model) throws IOException, PoseRefused {
        ModelDescriptor.Detector described = model.detector();
        this.landmarks = described == null ? LandmarkNetwork.load(model, THREADS) : null;
        this.detector = described == null
                ? null
                : TfliteNetwork.load(
                        ModelShelf.require(model.folder().resolve(described.file()), described.sha256()), THREADS);
        this.sampler = new CropSampler(DETECTOR_INPUT, false);
    }

    /** Begins another reading of the video. */
    void forget() {
        known = List.of();
    }

    /** Everybody in the frame, best first, in pixels of the frame. */
    List<Person> find(VideoFrame frame) {
        List<Crop> parts = parts(frame);
        List<Person> found = new ArrayList<>();
        for (Person person : known) {
            found.addAll(in(frame, around(person)));
        }
        if (known.isEmpty()) {
            parts.forEach(part -> found.addAll(in(frame, part)));
        } else {
            found.addAll(in(frame, parts.get(turn++ % parts.size())));
        }
        found.sort(Comparator.comparingDouble(Person::score).reversed());
        List<Person> distinct = new ArrayList<>();
        for (Person person : found) {
            if (distinct.stream().noneMatch(other -> isSame(person, other))) {
                distinct.add(person);
            }
        }
        known = distinct;
        return distinct;
    }

    private static boolean isSame(Person a, Person b) {
        double distance = Math.hypot(a.hipX() - b.hipX(), a.hipY() - b.hipY());
        return distance < SAME_PERSON * Math.max(a.radius(), b.radius());
    }

    private Crop around(Person person) {
        double side = SIDE_AROUND_KNOWN * person.radius();
        return landmarks != null ? landmarks.cropAround(person) : new Crop(person.hipX(), person.hipY(), side, side, 0);
    }

    /** The whole picture, then squares of its shorter side, each overlapping the next by half or more. */
    private static List<Crop> parts(VideoFrame frame) {
        int width = frame.width();
        int height = frame.height();
        List<Crop> parts = new ArrayList<>();
        parts.add(Crop.letterbox(width, height, 1, 1));
        int side = Math.min(width, height);
        int rest = Math.max(width, height) - side;
        int steps = (int) Math.ceil(rest / (side / 2.0));
        for (int i = 0; i <= steps && rest > 0; i++) {
            double centre = side / 2.0 + (double) rest * i / steps;
            parts.add(
                    width > height
                            ? new Crop(centre, side / 2.0, side, side, 0)
                            : new Crop(side / 2.0, centre, side, side, 0));
        }
        return parts;
    }

    private List<Person> in(VideoFrame frame, Crop part) {
        if (detector == null) {
            return seen(frame, part);
        }
        float[] input = sampler.sample(frame.bgr(), frame.width(), frame.height(), part);
        return BlazePoseDetector.decode(detector.run(input)).stream()
                .map(person -> inPixels(person, part))
                .toList();
    }

    private static Person inPixels(Person person, Crop part) {
        return new Person(
                part.pixelX(person.hipX(), person.hipY()),
                part.pixelY(person.hipX(), person.hipY()),
                part.pixelX(person.rimX(), person.rimY()),
                part.pixelY(person.rimX(), person.rimY()),
                person.score());
    }

    private List<Person> seen(VideoFrame frame, Crop part) {
        if (landmarks == null) {
            return List.of();
        }
        Landmarks pixels = landmarks.see(frame, part);
        Person person = pixels == null ? null : landmarks.personOf(pixels);
        return person == null ? List.of() : List.of(person);
    }

    @Override
    public void close() {
        if (detector != null) {
            detector.close();
        }
        if (landmarks != null) {
            landmarks.close();
        }
    }
}
