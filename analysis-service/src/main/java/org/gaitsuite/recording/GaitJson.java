package org.gaitsuite.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.jspecify.annotations.Nullable;

/**
 * The suite's own form, {@code gait-keypoints/1}: joints by their names in {@link Joint}, rows of x, y and confidence a frame, times or a
 * rate; null is not seen. What the suite wrote is read back to the last digit.
 */
final class GaitJson {
    static final String SCHEMA = "gait-keypoints/1";
    private static final int MOST_JOINTS = 100;

    private @Nullable String schema;
    private @Nullable String frame;
    private final List<String> joints = new ArrayList<>();
    private double @Nullable [] times;
    private double @Nullable [][] x;
    private double @Nullable [][] y;
    private double @Nullable [][] confidence;

    /** Takes a field of the document in, or skips it. */
    void field(String name, JsonParser json) throws IOException, RecordingRefused {
        switch (name) {
            case "schema" -> schema = text(json);
            case "frame" -> frame = text(json);
            case "joints" -> joints(json);
            case "times_s" -> times = row(json, Limits.MOST_FRAMES);
            case "x" -> x = rows(json);
            case "y" -> y = rows(json);
            case "confidence" -> confidence = rows(json);
            default -> json.skipChildren();
        }
    }

    boolean isOne() {
        return schema != null && schema.startsWith("gait-keypoints/");
    }

    private static @Nullable String text(JsonParser json) throws IOException {
        String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : null;
        json.skipChildren();
        return text;
    }

    private void joints(JsonParser json) throws IOException, RecordingRefused {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw JsonInput.unexpected(json, "the names of joints");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_STRING || joints.size() >= MOST_JOINTS) {
                throw JsonInput.unexpected(json, "the name of a joint");
            }
            joints.add(json.getText());
        }
    }

    private static double[] row(JsonParser json, int most) throws IOException, RecordingRefused {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw JsonInput.unexpected(json, "an array of numbers");
        }
        double[] row = new double[32];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NULL
                    && !json.currentToken().isNumeric()) {
                throw JsonInput.unexpected(json, "a number or null");
            }
            if (count == row.length) {
                row = Arrays.copyOf(row, 2 * count);
            }
            if (count == most) {
                throw JsonInput.unexpected(json, "the end of an array, since it has more than " + most + " numbers");
            }
            row[count++] = JsonInput.number(json);
        }
        return Arrays.copyOf(row, count);
    }

    private static double[][] rows(JsonParser json) throws IOException, RecordingRefused {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw JsonInput.unexpected(json, "an array of rows");
        }
        List<double[]> rows = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            rows.add(row(json, MOST_JOINTS));
            Limits.requireFrames(rows.size());
        }
        return rows.toArray(double[][]::new);
    }

    Recording recording(@Nullable Double declaredRateHertz, ReadingOptions options) throws RecordingRefused {
        if (!SCHEMA.equals(schema)) {
            throw RecordingRefused.malformed("The schema is %s; this version reads %s.", schema, SCHEMA);
        }
        double[][] givenX = required("x", x);
        int frames = givenX.length;
        double[][] givenY = required("y", y);
        double[][] trust = confidence == null ? certainty(givenX) : confidence;
        CoordinateFrame coordinates = coordinates();
        requireRows("y", givenY, frames);
        requireRows("confidence", trust, frames);
        requireRows("x", givenX, frames);
        return new Recording(
                Kind.GAIT_JSON,
                SCHEMA,
                new SkeletonOverTime(
                        coordinates,
                        times(frames, declaredRateHertz, options),
                        spread(givenX, Double.NaN),
                        spread(givenY, Double.NaN),
                        spread(trust, 0)),
                coordinates == CoordinateFrame.IMAGE_PIXELS ? options.pictureSize() : null,
                List.of(),
                null,
                null,
                List.of());
    }

    private static double[][] required(String name, double @Nullable [][] rows) throws RecordingRefused {
        if (rows == null) {
            throw RecordingRefused.malformed("The field '%s' is missing: one row of numbers a frame.", name);
        }
        return rows;
    }

    private static double[][] certainty(double[][] x) {
        double[][] out = new double[x.length][];
        for (int f = 0; f < x.length; f++) {
            out[f] = Arrays.stream(x[f]).map(v -> Double.isFinite(v) ? 1 : 0).toArray();
        }
        return out;
    }

    private CoordinateFrame coordinates() throws RecordingRefused {
        return switch (frame) {
            case "pixels" -> CoordinateFrame.IMAGE_PIXELS;
            case "metres" -> CoordinateFrame.SAGITTAL_METRES;
            case null, default ->
                throw RecordingRefused.malformed("The field 'frame' is %s, expected \"pixels\" or \"metres\".", frame);
        };
    }

    private void requireRows(String name, double[][] rows, int frames) throws RecordingRefused {
        if (rows.length != frames) {
            throw RecordingRefused.malformed("'%s' has %d rows, but 'x' has %d.", name, rows.length, frames);
        }
        for (int f = 0; f < frames; f++) {
            if (rows[f].length != joints.size()) {
                throw RecordingRefused.malformed(
                        "Row %d of '%s' has %d values for %d joints.", f, name, rows[f].length, joints.size());
            }
        }
    }

    private double[] times(int frames, @Nullable Double declaredRateHertz, ReadingOptions options)
            throws RecordingRefused {
        if (options.frameRateHertz() != null) {
            return Times.at(options.frameRateHertz(), frames);
        }
        if (times == null) {
            if (declaredRateHertz == null) {
                throw RecordingRefused.malformed("Neither 'times_s' nor 'frame_rate_hz' is given.");
            }
            return Times.at(Times.checkedRate(declaredRateHertz), frames);
        }
        if (times.length != frames) {
            throw RecordingRefused.malformed("'times_s' has %d times, but 'x' has %d rows.", times.length, frames);
        }
        return Times.checked(times);
    }

    /** From the file's order of joints to that of {@link Joint}; what is not finite, or far out, counts as not seen. */
    private double[][] spread(double[][] rows, double absent) throws RecordingRefused {
        int[] places = new int[joints.size()];
        for (int j = 0; j < places.length; j++) {
            places[j] = joint(joints.get(j)).ordinal();
        }
        double[][] out = new double[rows.length][Joint.values().length];
        for (int f = 0; f < rows.length; f++) {
            Arrays.fill(out[f], absent);
            for (int j = 0; j < places.length; j++) {
                double value = rows[f][j];
                out[f][places[j]] = Math.abs(value) <= Limits.FARTHEST_PIXELS ? value : absent;
            }
        }
        return out;
    }

    private static Joint joint(String name) throws RecordingRefused {
        try {
            return Joint.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw RecordingRefused.malformed(
                    "There is no joint '%s'; the names are %s.",
                    name.length() > 40 ? name.substring(0, 40) + "…" : name,
                    String.join(
                            ", ",
                            Arrays.stream(Joint.values())
                                    .map(joint -> joint.name().toUpperCase(Locale.ROOT))
                                    .toList()));
        }
    }
}
