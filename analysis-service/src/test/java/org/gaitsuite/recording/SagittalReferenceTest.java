package org.gaitsuite.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SharedData;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials of laboratories, beside the same projection made by other means. */
class SagittalReferenceTest {
    private static final Map<Joint, String> MARKERS = new TreeMap<>(Map.ofEntries(
            Map.entry(Joint.NECK, "C7"),
            Map.entry(Joint.LEFT_SHOULDER, "LSHO"),
            Map.entry(Joint.RIGHT_SHOULDER, "RSHO"),
            Map.entry(Joint.LEFT_HIP, "LHJC"),
            Map.entry(Joint.RIGHT_HIP, "RHJC"),
            Map.entry(Joint.LEFT_HEEL, "LHEE"),
            Map.entry(Joint.RIGHT_HEEL, "RHEE"),
            Map.entry(Joint.LEFT_TOE, "LTOE"),
            Map.entry(Joint.RIGHT_TOE, "RTOE")));

    private static Path shared(String name) {
        Path file = SharedData.folder().resolve("data").resolve(name);
        assumeTrue(Files.exists(file), "trial not found at " + file + ", set GAIT_SHARED");
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HC002D06",
                "HC030A05",
                "HC031A06",
                "HC032A03",
                "HC033A10",
                "HC036A10",
                "PiG_Motion-FlatFoot-Full",
                "PiG_Motion-FlatFoot-One",
                "PiG_Motion3_FF",
                "PlugInC3D",
                "sub_labels"
            })
    void markersLieWhereTheOtherProjectionHasThem(String name) throws Exception {
        JsonNode reference =
                new ObjectMapper().readTree(shared("sagittal/" + name + ".json").toFile());
        Recording recording = Recordings.read(shared("c3d/" + name + ".c3d"), ReadingOptions.NONE);
        assertThat(recording.kind()).isEqualTo(Kind.C3D);
        assertThat(recording.frameRateHertz())
                .isCloseTo(reference.get("rate_hz").asDouble(), within(0.01));
        double worst = 0;
        int compared = 0;
        for (Map.Entry<Joint, String> marker : MARKERS.entrySet()) {
            JsonNode points = reference.get("points").get(marker.getValue());
            for (int f = 0; points != null && f < points.get("x").size(); f++) {
                JsonNode x = points.get("x").get(f);
                SkeletonOverTime skeleton = recording.skeleton();
                if (x.isNumber() && skeleton.confidence(f, marker.getKey()) > 0) {
                    worst = Math.max(worst, Math.abs(skeleton.x(f, marker.getKey()) - x.asDouble()));
                    worst = Math.max(
                            worst,
                            Math.abs(skeleton.y(f, marker.getKey())
                                    - points.get("y").get(f).asDouble()));
                    compared++;
                }
            }
        }
        System.out.printf("%s: %d points, at most %.2f mm apart%n", name, compared, 1000 * worst);
        assertThat(compared).isGreaterThan(300);
        assertThat(worst).as("largest difference, metres").isLessThan(0.002);
        assertLabels(reference, recording);
        JsonNode height = reference.get("height_mm");
        if (height.isNumber()) {
            assertThat(recording.bodyHeightMetres()).isCloseTo(height.asDouble() / 1000, within(1e-6));
        }
    }

    private static void assertLabels(JsonNode reference, Recording recording) {
        assertThat(recording.labelled()).hasSize(reference.get("events").size());
        double interval = 1 / recording.frameRateHertz();
        for (JsonNode event : reference.get("events")) {
            EventType type =
                    event.get("type").asText().equals("Foot Strike") ? EventType.HEEL_STRIKE : EventType.TOE_OFF;
            Side side = event.get("side").asText().equals("Left") ? Side.LEFT : Side.RIGHT;
            assertThat(recording.labelled().stream()
                            .filter(found -> found.type() == type && found.side() == side)
                            .mapToDouble(GaitEvent::timeSeconds)
                            .map(found ->
                                    Math.abs(found - event.get("frame_index").asInt() * interval))
                            .min()
                            .orElse(1))
                    .as("%s %s", side, type)
                    .isLessThan(0.51 * interval);
        }
    }
}
