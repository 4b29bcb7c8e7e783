package org.gaitsuite.phantom;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitParameter;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;

/** The truth as a file: the names of the result schema, then every frame's landmarks and angles. */
final class TruthJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TruthJson() {}

    static void write(PhantomTruth truth, Path file) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            out.useDefaultPrettyPrinter();
            out.writeStartObject();
            out.writeStringField("schema", "phantom-truth/1");
            settings(out, truth.settings());
            events(out, truth);
            parameters(out, truth);
            curves(out, truth);
            angles(out, truth);
            skeleton(out, "landmarks_pixels", truth.pixels());
            skeleton(out, "landmarks_metres", truth.metres());
            out.writeEndObject();
        }
    }

    private static void settings(JsonGenerator out, PhantomSettings s) throws IOException {
        out.writeObjectFieldStart("settings");
        out.writeNumberField("seed", s.seed());
        out.writeNumberField("height_m", s.height());
        out.writeNumberField("cadence_steps_per_min", s.cadence());
        out.writeNumberField("speed_m_per_s", s.speed());
        out.writeNumberField("stance_share", s.stanceShare());
        out.writeNumberField("step_length_ratio", s.asymmetry().stepLengthRatio());
        out.writeNumberField("step_time_ratio", s.asymmetry().stepTimeRatio());
        out.writeNumberField("left_knee", s.asymmetry().leftKnee());
        out.writeNumberField("right_knee", s.asymmetry().rightKnee());
        out.writeNumberField("stride_time_variation", s.variability().strideTime());
        out.writeNumberField("step_length_variation", s.variability().stepLength());
        out.writeNumberField("lead_in_s", s.leadIn());
        out.writeNumberField("duration_s", s.duration());
        out.writeNumberField("frame_rate_hz", s.frameRate());
        out.writeNumberField("frames", s.frames());
        out.writeNumberField("width_px", s.pictureWidth());
        out.writeNumberField("height_px", s.pictureHeight());
        out.writeStringField("view", s.view().name());
        out.writeStringField("direction", s.direction().name());
        out.writeStringField("surface", s.surface().name());
        out.writeNumberField("camera_roll_deg", s.camera().rollDegrees());
        out.writeNumberField("camera_pitch_deg", s.camera().pitchDegrees());
        out.writeNumberField("camera_oblique_deg", s.camera().obliqueDegrees());
        out.writeNumberField("camera_distance_m", s.camera().distanceMetres());
        out.writeNumberField("visible_height_m", s.camera().visibleHeightMetres());
        out.writeNumberField("clutter", s.scene().clutter());
        out.writeNumberField("noise_sigma", s.scene().noiseSigma());
        out.writeNumberField("shutter_share", s.scene().shutterShare());
        out.writeNumberField("lighting_gradient", s.scene().lightingGradient());
        out.writeStringField("second_person", s.scene().secondPerson().name());
        out.writeStringField("occlusion", s.scene().occlusion().name());
        out.writeEndObject();
    }

    private static void events(JsonGenerator out, PhantomTruth truth) throws IOException {
        Set<GaitEvent> inView = Set.copyOf(truth.eventsInView());
        out.writeArrayFieldStart("events");
        for (GaitEvent event : truth.events()) {
            out.writeStartObject();
            out.writeStringField("type", event.type().name());
            out.writeStringField("side", event.side().name());
            out.writeNumberField("time_s", event.timeSeconds());
            out.writeBooleanField("in_view", inView.contains(event));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void parameters(JsonGenerator out, PhantomTruth truth) throws IOException {
        out.writeArrayFieldStart("parameters");
        for (GaitParameter.Measured p : truth.parameters()) {
            out.writeStartObject();
            out.writeStringField("name", p.name());
            out.writeStringField("unit", p.unit());
            if (p.side() == null) {
                out.writeNullField("side");
            } else {
                out.writeStringField("side", p.side().name());
            }
            out.writeNumberField("value", p.value());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void curves(JsonGenerator out, PhantomTruth truth) throws IOException {
        out.writeArrayFieldStart("curves");
        for (GaitCurve curve : truth.curves()) {
            out.writeStartObject();
            out.writeStringField("name", curve.name());
            out.writeStringField("side", curve.side().name());
            out.writeStringField("unit", curve.unit());
            numbers(out, "mean", curve.mean());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void angles(JsonGenerator out, PhantomTruth truth) throws IOException {
        out.writeArrayFieldStart("angles");
        for (PhantomTruth.Angle angle : truth.angles()) {
            out.writeStartObject();
            out.writeStringField("name", angle.name());
            out.writeStringField("side", angle.side().name());
            numbers(out, "degrees", angle.degrees());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void skeleton(JsonGenerator out, String name, SkeletonOverTime skeleton) throws IOException {
        out.writeObjectFieldStart(name);
        for (Joint joint : BodyPose.JOINTS) {
            out.writeObjectFieldStart(joint.name());
            numbers(out, "x", skeleton.xOf(joint));
            numbers(out, "y", skeleton.yOf(joint));
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void numbers(JsonGenerator out, String name, double[] values) throws IOException {
        out.writeFieldName(name);
        StringBuilder line = new StringBuilder("[");
        for (int i = 0; i < values.length; i++) {
            line.append(i == 0 ? "" : ",").append(Math.round(values[i] * 1e4) / 1e4);
        }
        out.writeRawValue(line.append(']').toString());
    }
}
