package org.gaitsuite.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.person.OtherPerson;
import org.gaitsuite.person.OtherPerson.Sighting;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.video.VideoInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The published schema of results holds for what is written, and does not hold for what programs could not rely on. */
class ResultSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode schemaText = JSON.nullNode();
    private static JsonNode result = JSON.nullNode();

    @BeforeAll
    static void readSchema() throws IOException, NoWalkFound {
        schemaText = JSON.readTree(Files.readString(Path.of("..", "docs", "result.schema.json")));
        result = resultOf(Subject.ofHeight(1.70));
    }

    private static JsonNode resultOf(Subject subject) throws IOException, NoWalkFound {
        SkeletonOverTime skeleton = PhantomWalk.truth(PhantomSettings.sample()).pixels();
        PoseTrack pose = new PoseTrack(
                skeleton,
                new VideoInfo(1280, 720, 30, 7, "h264", "mp4", 0),
                skeleton.frames(),
                "silhouette",
                "a-model",
                List.of(new OtherPerson(
                        List.of(new Sighting(0, 100, 200, 220, 640), new Sighting(0.75, 110, 200, 230, 640)))),
                List.of());
        return JSON.readTree(ResultJson.write(new AnalysisOutcome(
                GaitAnalyzer.analyze(skeleton, subject, GaitOptions.DEFAULT),
                new Source.Video(pose),
                1,
                GaitOptions.DEFAULT)));
    }

    private static List<String> faults(JsonNode of) {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaText);
        return schema.validate(of).stream().map(ValidationMessage::getMessage).toList();
    }

    @Test
    void resultsOfRealAnalysesHoldToIt() throws Exception {
        assertThat(result.path("parameters").size()).isGreaterThan(30);
        assertThat(faults(result)).isEmpty();
        JsonNode unscaled = resultOf(Subject.UNKNOWN);
        assertThat(unscaled.path("parameters").findValues("withheld")).hasSizeGreaterThan(5);
        assertThat(faults(unscaled)).isEmpty();
    }

    @Test
    void fieldsMayBeAdded() {
        assertThat(faults(changed(root -> {
                    root.put("profile", 3);
                    ((ObjectNode) root.path("quality")).put("extra", "more");
                    ((ObjectNode) root.path("curves").path(0)).put("band", "more");
                })))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> whatProgramsCouldNotRelyOnIsRefused() {
        return Stream.of(
                refused("another schema", root -> root.put("schema", "gait-result/2")),
                refused("no quality", root -> root.remove("quality")),
                refused("an unknown estimator", root -> object(root, "method").put("estimator", "guess")),
                refused("no version", root -> object(root, "method").remove("version")),
                refused("a rate of 0", root -> object(root, "input").put("frame_rate_hz", 0)),
                refused("half a frame", root -> object(root, "input").put("frames", 1.5)),
                refused(
                        "an unknown way to contacts",
                        root -> object(root, "method").put("contacts", "eye")),
                refused("a cut-off of 0", root -> object(root, "method").put("cut_off_hz", 0)),
                refused(
                        "an unknown origin of the cut-off",
                        root -> object(root, "method").put("cut_off_from", "eye")),
                refused(
                        "a least confidence over 1",
                        root -> object(root, "method").put("least_confidence", 30)),
                refused("a bout without its end", root -> first(root, "bouts").remove("end_s")),
                refused("a person who is nowhere", root -> first(root, "people").remove("at")),
                refused(
                        "a place in pixels",
                        root -> object(first(root, "people"), "at").put("x", 640)),
                refused(
                        "a place that cannot be asked for",
                        root -> first(root, "people").put("person", "1,5;0,4;0,6")),
                refused("half a stride", root -> first(root, "bouts").put("strides", 2.5)),
                refused("an unknown event", root -> first(root, "events").put("type", "MID_STANCE")),
                refused("a side in small letters", root -> first(root, "events").put("side", "left")),
                refused("a time as text", root -> first(root, "events").put("time_s", "1.2")),
                refused("a confidence over 1", root -> first(root, "events").put("confidence", 97)),
                refused(
                        "a parameter without its n",
                        root -> first(root, "parameters").remove("n")),
                refused(
                        "neither value nor reason",
                        root -> first(root, "parameters").remove("value")),
                refused(
                        "a value and a reason",
                        root -> first(root, "parameters").put("withheld", "no")),
                refused(
                        "a value that is text",
                        root -> first(root, "parameters").put("value", "NaN")),
                refused(
                        "half an interval",
                        root -> ((ArrayNode) first(root, "parameters").path("ci95")).remove(1)),
                refused(
                        "a curve of 100 points",
                        root -> ((ArrayNode) first(root, "curves").path("mean")).remove(1)),
                refused("a curve of no stride", root -> first(root, "curves").put("n", 0)),
                refused("a share in percent", root -> object(root, "quality").put("gap_fraction", 12)));
    }

    private static DynamicTest refused(String what, Consumer<ObjectNode> change) {
        return DynamicTest.dynamicTest(
                what, () -> assertThat(faults(changed(change))).isNotEmpty());
    }

    private static JsonNode changed(Consumer<ObjectNode> change) {
        ObjectNode copy = result.deepCopy();
        change.accept(copy);
        return copy;
    }

    private static ObjectNode object(ObjectNode root, String name) {
        return (ObjectNode) root.path(name);
    }

    private static ObjectNode first(ObjectNode root, String array) {
        return (ObjectNode) root.path(array).path(0);
    }

    @Test
    void everyFieldIsDescribed() {
        List<String> silent = new ArrayList<>();
        collectSilent("", schemaText, silent);
        assertThat(silent).isEmpty();
    }

    /** Fields without a description of their own or at the end of their reference. */
    private static void collectSilent(String path, JsonNode schema, List<String> silent) {
        schema.path("properties").properties().forEach(field -> {
            JsonNode described = field.getValue();
            if (described.isObject()) {
                String reference = described.path("$ref").asText("").replace("#", "");
                boolean says = described.has("description")
                        || (!reference.isEmpty() && schemaText.at(reference).has("description"));
                if (!says) {
                    silent.add(path + "/" + field.getKey());
                }
                collectSilent(path + "/" + field.getKey(), described, silent);
            }
        });
        schema.path("$defs").properties().forEach(kind -> collectSilent("/" + kind.getKey(), kind.getValue(), silent));
    }

    /** What is printed and not in the schema would surprise its readers. */
    @Test
    void everyFieldOfAResultIsInTheSchema() {
        assertThat(names(result)).containsExactlyElementsOf(names(schemaText.path("properties")));
        for (String part : List.of("input", "method", "quality")) {
            assertThat(schemaFields("/properties/" + part)).containsAll(names(result.path(part)));
        }
        assertThat(names(result.path("bouts").path(0))).isNotEmpty().isSubsetOf(schemaFields("/$defs/bout"));
        assertThat(result.path("people")).hasSize(2);
        assertThat(names(result.path("people").path(0))).containsExactlyElementsOf(schemaFields("/$defs/person"));
        assertThat(schemaFields("/$defs/event"))
                .containsAll(names(result.path("events").path(0)));
        result.path("parameters")
                .forEach(p -> assertThat(schemaFields("/$defs/parameter")).containsAll(names(p)));
        assertThat(schemaFields("/$defs/curve"))
                .containsAll(names(result.path("curves").path(0)));
    }

    private static List<String> schemaFields(String at) {
        return names(schemaText.at(at + "/properties"));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
