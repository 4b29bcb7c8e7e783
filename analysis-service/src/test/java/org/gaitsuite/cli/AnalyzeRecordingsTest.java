package org.gaitsuite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gaitsuite.c3d.C3dEvent;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Walks;
import org.gaitsuite.person.SkeletonLayout;
import org.gaitsuite.recording.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** {@code analyze} takes keypoints and markers of every kind as it takes videos. */
class AnalyzeRecordingsTest {
    private static final SkeletonOverTime PIXELS = Walks.pixels();
    private static final SkeletonOverTime METRES = Walks.metres();

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    enum Input {
        OPENPOSE("keypoints", "keypoints", "BODY_25", List.of("--frame-rate", "50")) {
            @Override
            byte[] content() {
                return Written.openPoseZip(PIXELS, SkeletonLayout.BODY_25);
            }
        },
        COCO("keypoints", "keypoints", "COCO_17", List.of("--frame-rate", "50")) {
            @Override
            byte[] content() {
                return bytes(Written.results(PIXELS, SkeletonLayout.COCO_17, f -> "" + f));
            }
        },
        HALPE("keypoints", "keypoints", "HALPE_26", List.of("--frame-rate", "50")) {
            @Override
            byte[] content() {
                return bytes(Written.results(PIXELS, SkeletonLayout.HALPE_26, f -> "\"" + f + ".jpg\""));
            }
        },
        BLAZEPOSE("keypoints", "keypoints", "BLAZEPOSE_33", List.of("--width", "1920", "--height-px", "1080")) {
            @Override
            byte[] content() {
                return bytes(Written.blazePose(PIXELS));
            }
        },
        GAIT_JSON("keypoints", "keypoints", "gait-keypoints/1", List.of()) {
            @Override
            byte[] content() {
                return bytes(Written.own(PIXELS));
            }
        },
        TRC("trc", "markers", "markers", List.of()) {
            @Override
            byte[] content() {
                return bytes(Written.trc(METRES));
            }
        },
        C3D("c3d", "markers", "markers", List.of()) {
            @Override
            byte[] content() {
                return Written.c3d(METRES, List.of());
            }
        };

        private final String kind;
        private final String estimator;
        private final String model;
        private final List<String> options;

        Input(String kind, String estimator, String model, List<String> options) {
            this.kind = kind;
            this.estimator = estimator;
            this.model = model;
            this.options = options;
        }

        abstract byte[] content();

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private int run(List<String> arguments) {
        CommandLine commandLine = GaitCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void eachKindBecomesAResultAndFiles(Input input) throws Exception {
        Path file = Files.write(folder.resolve("walk"), input.content());
        Path files = folder.resolve("out");
        List<String> arguments = new ArrayList<>(
                List.of("analyze", file.toString(), "--json", "--height", "1.70", "--out", files.toString()));
        arguments.addAll(input.options);
        assertThat(run(arguments)).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("input").path("kind").asText()).isEqualTo(input.kind);
        assertThat(json.path("input").path("frames").asInt()).isEqualTo(300);
        assertThat(json.path("input").path("frame_rate_hz").asDouble()).isCloseTo(50, within(0.001));
        assertThat(json.path("method").path("estimator").asText()).isEqualTo(input.estimator);
        assertThat(json.path("method").path("model").asText()).isEqualTo(input.model);
        assertThat(json.path("events").size()).isGreaterThan(12);
        try (Stream<Path> made = Files.list(files)) {
            assertThat(made.map(path -> path.getFileName().toString()))
                    .contains("result.json", "cycles.csv", "curves.svg")
                    .doesNotContain("overlay.mp4");
        }
    }

    @Test
    void theTableHasEveryParameterAndHowFarTheLabelsAre() throws Exception {
        List<C3dEvent> labels = Stream.of(Side.values())
                .flatMap(side -> Walks.heelStrikes(side).stream()
                        .map(t -> new C3dEvent("Foot Strike", side == Side.LEFT ? "Left" : "Right", t + 40 / 50.0)))
                .toList();
        Path file = Files.write(folder.resolve("walk"), Written.c3d(METRES, labels));
        assertThat(run(List.of("analyze", file.toString()))).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("Parameter", "95 % interval", "cadence", "stance percent", "left", "right", "both")
                .contains("Withheld, since side view", "step width")
                .contains("Quality: usable.", "Events: ")
                .contains("Labelled in the file")
                .containsPattern("Heel strikes: \\d+ labelled, \\d+ found; mean absolute difference \\d+ ms")
                .contains("Toe offs: none labelled.")
                .doesNotContain("NaN")
                .doesNotContainPattern(" -0\\.0+ ");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(96));
        assertThat(out.toString().lines().filter(line -> line.startsWith("  stance time  ")))
                .as("a name stands over the rows of its sides")
                .hasSize(1);
    }

    @Test
    void aFolderOfOpenPosesFilesIsTaken() throws Exception {
        Path files = Files.createDirectory(folder.resolve("keypoints"));
        Files.writeString(files.resolve("a_1_keypoints.json"), "{\"people\":[]}");
        assertThat(run(List.of("analyze", files.toString(), "--frame-rate", "30")))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("No person in the recording: None of the 1 frames");
    }

    @Test
    void theWayOfReadingIsChosen() throws Exception {
        Path file = Files.write(folder.resolve("walk"), Input.OPENPOSE.content());
        List<String> usual = List.of("analyze", file.toString(), "--json", "--frame-rate", "50");
        assertThat(run(usual)).as(err.toString()).isZero();
        JsonNode without = new ObjectMapper().readTree(out.toString());
        out.getBuffer().setLength(0);

        List<String> chosen = new ArrayList<>(usual);
        // The walker is 200 pixels a metre tall, so 400 pixels are 2 m.
        chosen.addAll(List.of("--contacts", "zeni", "--cut-off", "8", "--max-gap", "0.1", "--slope", "0"));
        chosen.addAll(List.of("--line", "100,100,500,100,2", "--ground-line", "0,900,1900,900", "--roll", "0"));
        assertThat(run(chosen)).as(err.toString()).isZero();
        JsonNode with = new ObjectMapper().readTree(out.toString());

        assertThat(without.path("method").path("contacts").asText()).isEqualTo("consensus");
        assertThat(without.path("method").path("cut_off_hz").asDouble()).isEqualTo(6);
        assertThat(without.path("method").path("cut_off_from").asText()).isEqualTo("given");
        assertThat(without.path("method").path("least_confidence").asDouble()).isEqualTo(0.3);
        assertThat(with.path("method").path("cut_off_hz").asDouble()).isEqualTo(8);
        assertThat(with.path("method").path("contacts").asText()).isEqualTo("zeni");
        assertThat(parameter(without, "walking_speed").has("withheld")).isTrue();
        assertThat(parameter(with, "walking_speed").path("value").asDouble()).isCloseTo(1.25, within(0.4));
    }

    @Test
    void theCutOffIsLeftToTheSignalAndTheGateSet() throws Exception {
        Path file = Files.write(folder.resolve("walk"), Input.TRC.content());
        List<String> asked = List.of("analyze", file.toString(), "--cut-off", "auto", "--confidence", "0.45");
        assertThat(run(Stream.concat(asked.stream(), Stream.of("--json")).toList()))
                .as(err.toString())
                .isZero();
        JsonNode method = new ObjectMapper().readTree(out.toString()).path("method");
        assertThat(method.path("cut_off_from").asText()).isEqualTo("signal");
        assertThat(method.path("cut_off_hz").asDouble()).isBetween(4.0, 10.0);
        assertThat(method.path("least_confidence").asDouble()).isEqualTo(0.45);

        assertThat(run(asked)).isZero();
        assertThat(out.toString()).containsPattern("low pass [\\d.]+ Hz, chosen from the signal");
    }

    private static JsonNode parameter(JsonNode result, String name) {
        for (JsonNode parameter : result.path("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError("no parameter " + name);
    }

    @Test
    void aWrongWayOfReadingIsNamed() throws Exception {
        Path file = Files.write(folder.resolve("walk"), Input.TRC.content());
        String[][] wrong = {
            {"--cut-off", "99", "cut-off is 99.0 Hz"},
            {"--cut-off", "low", "--cut-off is 'low'"},
            {"--confidence", "1.5", "confidence is 1.5, expected 0.0 to 1.0"},
            {"--max-gap", "9", "longest gap is 9.0 s"},
            {"--contacts", "eye", "consensus"},
            {"--belt-speed", "60", "belt speed is 60.0 m/s"},
            {"--line", "1,2", "--line is '1,2'"},
            {"--ground-line", "1,2,2,2", "--ground-line is '1,2,2,2'"},
            {"--person", "1.5,0.4", "--person is '1.5,0.4', expected time,x,y"},
            {"--person", "1.5,210,0.6", "--person is '1.5,210,0.6': its person is at 210.0, 0.6, expected shares"}
        };
        for (String[] one : wrong) {
            err.getBuffer().setLength(0);
            assertThat(run(List.of("analyze", file.toString(), one[0], one[1]))).isEqualTo(2);
            assertThat(err.toString()).containsIgnoringCase(one[2]);
        }
    }

    @Test
    void whatIsMissingIsAskedForInOneSentence() throws Exception {
        Path file = Files.write(folder.resolve("walk"), Input.OPENPOSE.content());
        assertThat(run(List.of("analyze", file.toString()))).isEqualTo(2);
        assertThat(err.toString().strip().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("The frame rate is needed: ")
                .contains("--frame-rate 30");
        assertThat(run(List.of("analyze", file.toString(), "--width", "1920"))).isEqualTo(2);
        assertThat(err.toString()).contains("--height-px");
    }
}
