package org.gaitsuite.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON as a stream: nothing but numbers that are wanted is kept, and neither depth nor length can exhaust the machine. */
final class JsonInput {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_TEXT = 1 << 16;
    private static final int LONGEST_NAME = 1000;
    /** Values of one frame: a hundred people with 136 landmarks of five numbers each. */
    private static final int MOST_VALUES = 100_000;

    /** Python writes NaN, which is none of JSON's numbers. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final Pattern LAST_DIGITS = Pattern.compile("(\\d{1,15})\\D*$");

    private JsonInput() {}

    /** What reads one document. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonParser json) throws IOException, RecordingRefused;
    }

    /**
     * @param what how a message names the document, for instance "The file"
     * @throws RecordingRefused if it is no JSON, or cut off
     * @throws IOException if the stream breaks
     */
    static <T> T read(InputStream in, String what, Reading<T> reading) throws IOException, RecordingRefused {
        try (JsonParser json = FACTORY.createParser(in)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            return reading.read(json);
        } catch (JsonProcessingException e) {
            throw RecordingRefused.malformed(
                    "%s is no complete JSON: %s at line %d, column %d.",
                    what,
                    firstSentence(e.getOriginalMessage()),
                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                    e.getLocation() == null ? 0 : e.getLocation().getColumnNr());
        } catch (CharConversionException e) {
            throw RecordingRefused.malformed("%s is no JSON text: its bytes are no UTF-8.", what);
        }
    }

    private static String firstSentence(@Nullable String message) {
        if (message == null) {
            return "a mistake";
        }
        String line = message.lines().findFirst().orElse("").replaceAll("[\\p{Cntrl}\"]", "'");
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }

    static RecordingRefused unexpected(JsonParser json, String wanted) {
        return RecordingRefused.malformed(
                "At line %d, column %d there should be %s.",
                json.currentTokenLocation().getLineNr(),
                json.currentTokenLocation().getColumnNr(),
                wanted);
    }

    /** The number at the parser's place; NaN for null or what is no number, be it an array or object, which is passed over. */
    static double number(JsonParser json) throws IOException {
        if (json.currentToken().isNumeric()) {
            return json.getDoubleValue();
        }
        json.skipChildren();
        return Double.NaN;
    }

    /** A number in a text such as a file's name: its last digits, null where there are none. */
    static @Nullable Long lastDigits(String text) {
        Matcher digits = LAST_DIGITS.matcher(text);
        return digits.find() ? Long.valueOf(digits.group(1)) : null;
    }

    /** Nested arrays of numbers and of points (objects with x and y), as lists of {@code Double}, {@code double[]} and lists. */
    static List<Object> nested(JsonParser json) throws IOException, RecordingRefused {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return List.of();
        }
        return nested(json, new int[1]);
    }

    private static List<Object> nested(JsonParser json, int[] values) throws IOException, RecordingRefused {
        List<Object> list = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                throw unexpected(json, "the end of an array");
            }
            if (++values[0] > MOST_VALUES) {
                throw unexpected(json, "the end of a frame: one has more than " + MOST_VALUES + " numbers");
            }
            list.add(
                    switch (token) {
                        case START_ARRAY -> nested(json, values);
                        case START_OBJECT -> point(json);
                        default -> number(json);
                    });
        }
        return list;
    }

    /** @return x, y, confidence; NaN where not given */
    private static double[] point(JsonParser json) throws IOException, RecordingRefused {
        double[] point = {Double.NaN, Double.NaN, Double.NaN};
        for (JsonToken token = json.nextToken(); token != JsonToken.END_OBJECT; token = json.nextToken()) {
            if (token == null) {
                throw unexpected(json, "the end of an object");
            }
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "x" -> point[0] = number(json);
                case "y" -> point[1] = number(json);
                case "visibility", "score", "confidence" -> point[2] = number(json);
                default -> json.skipChildren();
            }
        }
        return point;
    }
}
