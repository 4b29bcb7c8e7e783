package org.gaitsuite.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;

/**
 * The landmarks as they were seen, before any cleaning, as {@code gait-keypoints/1}: whoever hands the file in again gets the same
 * result. Numbers are the shortest decimals that read back as the very same double; null stands for what was not seen.
 *
 * <p>{@code frame} is {@code pixels} (x to the right, y down) or {@code metres} (x forward, y up); {@code times_s} the time of each frame in
 * seconds from the input's first; {@code joints} names the columns of {@code x}, {@code y} and {@code confidence} (0..1), which have one
 * row a frame.
 */
final class KeypointsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private KeypointsJson() {}

    @FunctionalInterface
    private interface Column {
        double at(int frame, Joint joint);
    }

    /** @param timeFactor seconds of the walker for one second of the skeleton */
    static void write(SkeletonOverTime skeleton, double timeFactor, Writer out) throws IOException {
        // An image's y grows downwards, whatever the origin.
        double up = skeleton.frame() == CoordinateFrame.UPRIGHT_PIXELS ? -1 : 1;
        List<Joint> joints = toldOf(skeleton);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("schema", "gait-keypoints/1");
            json.writeStringField("frame", skeleton.frame() == CoordinateFrame.SAGITTAL_METRES ? "metres" : "pixels");
            json.writeArrayFieldStart("times_s");
            for (int frame = 0; frame < skeleton.frames(); frame++) {
                json.writeNumber(skeleton.timeSeconds(frame) * timeFactor);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("joints");
            for (Joint joint : joints) {
                json.writeString(joint.name());
            }
            json.writeEndArray();
            writeRows(json, "x", skeleton, joints, skeleton::x);
            writeRows(json, "y", skeleton, joints, (frame, joint) -> up * skeleton.y(frame, joint));
            writeRows(json, "confidence", skeleton, joints, skeleton::confidence);
            json.writeEndObject();
        }
    }

    /** Those of which anything is known in any frame. */
    private static List<Joint> toldOf(SkeletonOverTime skeleton) {
        return Arrays.stream(Joint.values())
                .filter(joint -> IntStream.range(0, skeleton.frames())
                        .anyMatch(
                                frame -> Frames.known(skeleton, frame, joint) || skeleton.confidence(frame, joint) > 0))
                .toList();
    }

    private static void writeRows(
            JsonGenerator json, String name, SkeletonOverTime skeleton, List<Joint> joints, Column column)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (int frame = 0; frame < skeleton.frames(); frame++) {
            json.writeRaw(frame == 0 ? "\n" : "");
            json.writeStartArray();
            for (Joint joint : joints) {
                double value = column.at(frame, joint);
                if (Double.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    json.writeNull();
                }
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
        json.writeEndArray();
    }
}
