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
 * Finds everybody in a picture, by a person detector or, where the model has none, by showing the landmark network parts of the picture.
 * The picture is searched as a whole and in overlapping squares, so that a walker far away is found too. Close it; it does not close the
 * landmark network.
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

    private final LandmarkNetwork landmarks;
    private final @Nullable Network detector;

    PersonFinder(ModelDescriptor model, LandmarkNetwork landmarks) throws IOException, PoseRefused {
        this.landmarks = landmarks;
        ModelDescriptor.Detector described = model.detector();
        this.detector = described == null
                ? null
                : TfliteNetwork.load(ModelShelf.require(model.folder().resolve(described.file()), described.sha256()));
    }

    /** Everybody in the frame, best first, in pixels of the frame. */
    List<Person> find(VideoFrame frame) {
        List<Person> found = new ArrayList<>();
        for (Crop part : parts(frame)) {
            found.addAll(detector == null ? seen(frame, part) : detected(detector, frame, part));
        }
        found.sort(Comparator.comparingDouble(Person::score).reversed());
        List<Person> distinct = new ArrayList<>();
        for (Person person : found) {
            if (distinct.stream().noneMatch(other -> isSame(person, other))) {
                distinct.add(person);
            }
        }
        return distinct;
    }

    private static boolean isSame(Person a, Person b) {
        double distance = Math.hypot(a.hipX() - b.hipX(), a.hipY() - b.hipY());
        return distance < SAME_PERSON * Math.max(a.radius(), b.radius());
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

    private static List<Person> detected(Network detector, VideoFrame frame, Crop part) {
        float[] input = DETECTOR_INPUT.sample(frame.bgr(), frame.width(), frame.height(), part, detector.planar());
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
        Landmarks pixels = landmarks.see(frame, part);
        Person person = pixels == null ? null : landmarks.personOf(pixels);
        return person == null ? List.of() : List.of(person);
    }

    @Override
    public void close() {
        if (detector != null) {
            detector.close();
        }
    }
}
