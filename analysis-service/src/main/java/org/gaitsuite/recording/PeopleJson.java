package org.gaitsuite.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People as pose programs write them in JSON: an object with a person's landmarks, with a list of such people, or bare arrays. OpenPose
 * calls the list {@code people} and the landmarks {@code pose_keypoints_2d}, MMPose {@code instances} and {@code keypoints}, AlphaPose and
 * COCO's results give one person an object with the {@code image_id}, MediaPipe's users {@code landmarks}.
 */
final class PeopleJson {
    private @Nullable Long number;
    private double @Nullable [] scores;
    private final List<Body> bodies = new ArrayList<>();

    private PeopleJson() {}

    /** Reads the value at the parser's place: an object, or arrays. */
    static Frames.Entry read(JsonParser json) throws IOException, RecordingRefused {
        PeopleJson people = new PeopleJson();
        if (json.currentToken() == JsonToken.START_OBJECT) {
            people.object(json);
        } else {
            people.bodies.addAll(bodies(JsonInput.nested(json)));
        }
        return new Frames.Entry(people.number, people.bodies);
    }

    private void object(JsonParser json) throws IOException, RecordingRefused {
        List<Body> own = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            if (token == null) {
                throw JsonInput.unexpected(json, "the end of an object");
            }
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "image_id", "frame_id", "frame_index", "frame" -> number = frameNumber(json);
                case "keypoints", "pose_keypoints_2d", "landmarks", "pose_landmarks", "poseLandmarks", "points" ->
                    own.addAll(bodies(JsonInput.nested(json)));
                case "keypoint_scores" -> scores = numbers(JsonInput.nested(json));
                case "people", "instances", "persons" -> list(json);
                default -> json.skipChildren();
            }
        }
        own.forEach(body -> bodies.add(body.withConfidence(scores)));
    }

    private void list(JsonParser json) throws IOException, RecordingRefused {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                throw JsonInput.unexpected(json, "the end of a list of people");
            }
            bodies.addAll(read(json).bodies());
        }
    }

    /** The number of an image, or the last digits of its name. */
    static @Nullable Long frameNumber(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_STRING -> JsonInput.lastDigits(withoutExtension(json.getText()));
            default -> {
                json.skipChildren();
                yield null;
            }
        };
    }

    private static String withoutExtension(String name) {
        int point = name.lastIndexOf('.');
        return point > 0 ? name.substring(0, point) : name;
    }

    /** By the shape: numbers of one person, her points, or a list of people. */
    private static List<Body> bodies(List<Object> values) throws RecordingRefused {
        if (values.isEmpty()) {
            return List.of();
        }
        if (values.stream().allMatch(Double.class::isInstance)) {
            return List.of(Body.ofFlat(numbers(values)));
        }
        List<double[]> points = points(values);
        if (points.size() == values.size()) {
            return List.of(Body.ofPoints(points));
        }
        List<Body> people = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof List<?> list) {
                people.addAll(bodies(List.<Object>copyOf(list)));
            }
        }
        return people;
    }

    /** Those of the values that are points: objects, or two to four numbers. */
    private static List<double[]> points(List<Object> values) {
        List<double[]> points = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof double[] point) {
                points.add(point);
            } else if (value instanceof List<?> list
                    && list.size() >= 2
                    && list.size() <= 4
                    && list.stream().allMatch(Double.class::isInstance)) {
                double[] given = numbers(list);
                // Of four numbers the third is depth.
                points.add(new double[] {given[0], given[1], given.length == 2 ? Double.NaN : given[given.length - 1]});
            }
        }
        return points;
    }

    private static double[] numbers(List<?> values) {
        return values.stream()
                .mapToDouble(value -> value instanceof Double number ? number : Double.NaN)
                .toArray();
    }
}
