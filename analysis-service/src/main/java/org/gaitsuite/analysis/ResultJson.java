package org.gaitsuite.analysis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.LowPass;
import org.gaitsuite.gait.Quality;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkedBout;
import org.gaitsuite.pose.PoseTrack;
import org.jspecify.annotations.Nullable;

/**
 * Writes an outcome as {@code gait-result/1}. A number that is not finite is never printed: an interval or deviation that cannot be
 * had is left out, a curve point is null, and a parameter without a finite value appears as withheld.
 */
public final class ResultJson {
    /** Raised when the same input may give other numbers. */
    public static final String METHOD_VERSION = "0.3.0";

    private static final JsonFactory JSON = new JsonFactory();

    private ResultJson() {}

    public static String write(AnalysisOutcome outcome) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("schema", "gait-result/1");
            writeInput(json, outcome);
            writeMethod(json, outcome);
            if (outcome.source() instanceof Source.Video(PoseTrack pose)) {
                new PeopleSeen(pose).writeTo(json);
            }
            writeBouts(json, outcome.gait().bouts());
            writeEvents(json, outcome.gait().events());
            writeParameters(json, outcome.gait().parameters());
            writeCurves(json, outcome.gait().curves());
            writeQuality(json, outcome.gait().quality(), outcome.source().notes());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void writeInput(JsonGenerator json, AnalysisOutcome outcome) throws IOException {
        GaitResult gait = outcome.gait();
        Source source = outcome.source();
        json.writeObjectFieldStart("input");
        json.writeStringField("kind", source.kind());
        json.writeNumberField("frames", source.frames());
        writeNumber(json, "frame_rate_hz", source.frameRateHertz() / outcome.timeFactor(), 3);
        json.writeStringField("view", lower(gait.view()));
        json.writeStringField("walking_direction", lower(gait.direction()));
        if (source instanceof Source.Video(PoseTrack pose)) {
            json.writeNumberField("width", pose.video().width());
            json.writeNumberField("height", pose.video().height());
        }
        writeNumber(json, "duration_s", source.durationSeconds() * outcome.timeFactor(), 3);
        if (source instanceof Source.Video(PoseTrack pose)) {
            json.writeStringField("codec", pose.video().codec());
            json.writeStringField("container", pose.video().container());
        }
        json.writeEndObject();
    }

    private static void writeMethod(JsonGenerator json, AnalysisOutcome outcome) throws IOException {
        Source source = outcome.source();
        json.writeObjectFieldStart("method");
        json.writeStringField("estimator", source.estimator());
        json.writeStringField("model", source.model());
        json.writeStringField("version", METHOD_VERSION);
        if (outcome.gait().view() == View.SIDE) {
            json.writeStringField("contacts", lower(outcome.options().contacts()));
        }
        LowPass lowPass = outcome.gait().quality().lowPass();
        writeNumber(json, "cut_off_hz", lowPass.hertz(), 2);
        json.writeStringField("cut_off_from", lower(lowPass.source()));
        writeNumber(json, "least_confidence", outcome.options().leastConfidence(), 3);
        json.writeEndObject();
    }

    private static void writeBouts(JsonGenerator json, List<WalkedBout> bouts) throws IOException {
        json.writeArrayFieldStart("bouts");
        for (WalkedBout bout : bouts) {
            json.writeStartObject();
            writeNumber(json, "start_s", bout.startSeconds(), 4);
            writeNumber(json, "end_s", bout.endSeconds(), 4);
            json.writeStringField("walking_direction", lower(bout.direction()));
            json.writeNumberField("strides", bout.strides());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeEvents(JsonGenerator json, List<GaitEvent> events) throws IOException {
        json.writeArrayFieldStart("events");
        for (GaitEvent event : events) {
            json.writeStartObject();
            json.writeStringField("type", event.type().name());
            json.writeStringField("side", event.side().name());
            writeNumber(json, "time_s", event.timeSeconds(), 4);
            writeNumber(json, "confidence", event.confidence(), 3);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeParameters(JsonGenerator json, List<GaitParameter> parameters) throws IOException {
        json.writeArrayFieldStart("parameters");
        for (GaitParameter parameter : parameters) {
            json.writeStartObject();
            json.writeStringField("name", parameter.name());
            json.writeStringField("unit", parameter.unit());
            writeSide(json, parameter.side());
            switch (parameter) {
                case GaitParameter.Withheld withheld -> json.writeStringField("withheld", withheld.reason());
                case GaitParameter.Measured measured -> writeMeasured(json, measured);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeMeasured(JsonGenerator json, GaitParameter.Measured measured) throws IOException {
        if (!Double.isFinite(measured.value())) {
            json.writeStringField("withheld", "could not be computed from what was seen of this walk");
            return;
        }
        int digits = digitsOf(measured.unit());
        writeNumber(json, "value", measured.value(), digits);
        if (Double.isFinite(measured.ci95Low()) && Double.isFinite(measured.ci95High())) {
            json.writeArrayFieldStart("ci95");
            json.writeNumber(rounded(measured.ci95Low(), digits));
            json.writeNumber(rounded(measured.ci95High(), digits));
            json.writeEndArray();
        }
        writeNumber(json, "sd", measured.sd(), digits);
        json.writeNumberField("n", measured.n());
    }

    private static void writeCurves(JsonGenerator json, List<GaitCurve> curves) throws IOException {
        json.writeArrayFieldStart("curves");
        for (GaitCurve curve : curves) {
            json.writeStartObject();
            json.writeStringField("name", curve.name());
            writeSide(json, curve.side());
            json.writeStringField("unit", curve.unit());
            writePoints(json, "mean", curve.mean());
            writePoints(json, "sd", curve.sd());
            json.writeNumberField("n", curve.n());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeQuality(JsonGenerator json, Quality quality, List<String> notesOfSource)
            throws IOException {
        json.writeObjectFieldStart("quality");
        json.writeBooleanField("usable", quality.usable());
        json.writeArrayFieldStart("notes");
        for (String note : Stream.concat(quality.notes().stream(), notesOfSource.stream())
                .distinct()
                .toList()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeNumberField("repaired_swaps", quality.repairedSwaps());
        writeNumber(json, "gap_fraction", quality.gapFraction(), 4);
        if (Double.isFinite(quality.obliqueDegrees())) {
            writeNumber(json, "oblique_deg", quality.obliqueDegrees(), 1);
        }
        json.writeEndObject();
    }

    private static void writeSide(JsonGenerator json, @Nullable Side side) throws IOException {
        if (side == null) {
            json.writeNullField("side");
        } else {
            json.writeStringField("side", side.name());
        }
    }

    private static void writePoints(JsonGenerator json, String name, double[] points) throws IOException {
        json.writeArrayFieldStart(name);
        for (double point : points) {
            if (Double.isFinite(point)) {
                json.writeNumber(rounded(point, 2));
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    private static void writeNumber(JsonGenerator json, String name, double value, int digits) throws IOException {
        if (Double.isFinite(value)) {
            json.writeFieldName(name);
            json.writeNumber(rounded(value, digits));
        }
    }

    /** Digits after the point, well below what a camera can resolve, so that rounding never shows. */
    private static int digitsOf(String unit) {
        return switch (unit) {
            case "s", "m", "m/s" -> 4;
            case "steps/min", "%", "deg" -> 2;
            default -> 3;
        };
    }

    private static BigDecimal rounded(double value, int digits) {
        BigDecimal exact = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
        BigDecimal shortest = exact.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0, RoundingMode.UNNECESSARY) : shortest;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
