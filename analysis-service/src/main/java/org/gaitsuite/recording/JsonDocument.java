package org.gaitsuite.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gaitsuite.recording.RecordingRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One JSON document with a whole recording: an array of frames or of persons with an {@code image_id} (COCO's results, AlphaPose), an
 * object with {@code annotations} and {@code images} (COCO), with {@code frames} or {@code instance_info} (MMPose), or the suite's own
 * {@code gait-keypoints/1}.
 */
final class JsonDocument {
    private final Frames frames = new Frames();
    private final Map<Long, Long> orderOfImages = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final GaitJson own = new GaitJson();
    private boolean annotated;
    private boolean openPose;
    private @Nullable Double rateHertz;
    private double width;
    private double height;

    private JsonDocument() {}

    static Recording read(InputStream in, ReadingOptions options) throws IOException, RecordingRefused {
        JsonDocument document = new JsonDocument();
        JsonInput.read(in, "The file", json -> {
            document.read(json);
            return document;
        });
        return document.recording(options);
    }

    private void read(JsonParser json) throws IOException, RecordingRefused {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_ARRAY) {
            entries(json);
        } else if (first == JsonToken.START_OBJECT) {
            for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
                if (token == null) {
                    throw JsonInput.unexpected(json, "the end of an object");
                }
                String name = json.currentName();
                json.nextToken();
                if (names.size() < 1000) {
                    names.add(name);
                }
                field(name, json);
            }
        }
        if (json.nextToken() != null) {
            throw JsonInput.unexpected(json, "the end of the file");
        }
    }

    private void field(String name, JsonParser json) throws IOException, RecordingRefused {
        switch (name) {
            case "annotations", "frames", "instance_info", "results" -> {
                annotated |= name.equals("annotations");
                if (json.currentToken() == JsonToken.START_ARRAY) {
                    entries(json);
                } else {
                    json.skipChildren();
                }
            }
            case "people" -> {
                openPose = true;
                frames.add(PeopleJson.read(json));
            }
            case "images" -> images(json);
            case "frame_rate_hz", "frame_rate", "fps" -> {
                double rate = JsonInput.number(json);
                rateHertz = Double.isFinite(rate) ? Double.valueOf(rate) : null;
            }
            case "width", "image_width" -> width = JsonInput.number(json);
            case "height", "image_height" -> height = JsonInput.number(json);
            default -> own.field(name, json);
        }
    }

    private void entries(JsonParser json) throws IOException, RecordingRefused {
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                throw JsonInput.unexpected(json, "the end of an array");
            }
            if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
                throw JsonInput.unexpected(json, "a frame or a person, as an object or an array");
            }
            frames.add(PeopleJson.read(json));
        }
    }

    /** COCO lists the pictures apart from the people in them: a picture's place in the list is the number of its frame. */
    private void images(JsonParser json) throws IOException, RecordingRefused {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw JsonInput.unexpected(json, "an image as an object");
            }
            Long id = image(json);
            if (id != null) {
                orderOfImages.putIfAbsent(id, (long) orderOfImages.size());
                Limits.requireFrames(orderOfImages.size());
            }
        }
    }

    private @Nullable Long image(JsonParser json) throws IOException, RecordingRefused {
        Long id = null;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            if (token == null) {
                throw JsonInput.unexpected(json, "the end of an image");
            }
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = PeopleJson.frameNumber(json);
                case "width" -> width = JsonInput.number(json);
                case "height" -> height = JsonInput.number(json);
                default -> json.skipChildren();
            }
        }
        return id;
    }

    private Recording recording(ReadingOptions options) throws RecordingRefused {
        if (own.isOne()) {
            return own.recording(rateHertz, options);
        }
        if (frames.isEmpty()) {
            throw new RecordingRefused(
                    Reason.UNKNOWN_FORMAT,
                    "The JSON holds no people: expected OpenPose, COCO, AlphaPose, MMPose or MediaPipe keypoints, or gait-keypoints/1%s."
                            .formatted(names.isEmpty() ? "" : ", found " + some(names)));
        }
        return Keypoints.recording(openPose ? Kind.OPENPOSE : null, inOrder(), rateHertz, pictureSize(), options);
    }

    private static String some(Set<String> names) {
        return String.join(
                ", ",
                names.stream()
                        .sorted()
                        .limit(5)
                        .map(name -> name.replaceAll("\\p{Cntrl}", "?"))
                        .map(name -> name.length() > 30 ? name.substring(0, 30) + "…" : name)
                        .toList());
    }

    private List<List<Body>> inOrder() throws RecordingRefused {
        if (!annotated || orderOfImages.isEmpty()) {
            return frames.inOrder();
        }
        List<List<Body>> ordered = new ArrayList<>();
        orderOfImages.forEach((id, order) -> ordered.add(new ArrayList<>()));
        for (Frames.Entry entry : frames.entries()) {
            Long place = entry.number() == null ? null : orderOfImages.get(entry.number());
            if (place == null) {
                throw RecordingRefused.malformed(
                        "An annotation names the image %s, which is not among the %d images of the file.",
                        entry.number(), orderOfImages.size());
            }
            List<Body> people = ordered.get(place.intValue());
            if (people.size() + entry.bodies().size() <= Limits.MOST_PEOPLE_PER_FRAME) {
                people.addAll(entry.bodies());
            }
        }
        return ordered;
    }

    private @Nullable PictureSize pictureSize() {
        try {
            return width > 0 && height > 0 ? new PictureSize((int) width, (int) height) : null;
        } catch (IllegalArgumentException e) {
            return null; // It is asked for where it is needed.
        }
    }
}
