package org.gaitsuite.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.OtherPerson;
import org.gaitsuite.person.OtherPerson.Sighting;
import org.gaitsuite.person.PersonAt;
import org.gaitsuite.pose.PoseTrack;
import org.gaitsuite.video.VideoInfo;
import org.junit.jupiter.api.Test;

/** Everybody in a picture of 1000 times 500 pixels at 10 Hz; the analysed one goes right at 100 pixels a second, 200 pixels tall. */
class PeopleSeenTest {
    private static final int FRAMES = 41;

    private static SkeletonOverTime walker() {
        Joint[] joints = Joint.values();
        double[] times = IntStream.range(0, FRAMES).mapToDouble(f -> f / 10.0).toArray();
        double[][] x = new double[FRAMES][joints.length];
        double[][] y = new double[FRAMES][joints.length];
        double[][] confidence = new double[FRAMES][joints.length];
        for (int f = 0; f < FRAMES; f++) {
            Arrays.fill(x[f], 300 + 10 * f);
            Arrays.fill(confidence[f], 1);
            for (Joint joint : joints) {
                y[f][joint.ordinal()] = joint == Joint.HEAD_TOP ? 200 : joint == Joint.LEFT_TOE ? 400 : 290;
            }
        }
        return new SkeletonOverTime(CoordinateFrame.IMAGE_PIXELS, times, x, y, confidence);
    }

    /** Stands there from a time to another. */
    private static OtherPerson stander(double x, double from, double to) {
        return new OtherPerson(IntStream.rangeClosed((int) Math.round(from * 10), (int) Math.round(to * 10))
                .mapToObj(f -> new Sighting(f / 10.0, x - 40, 200, x + 40, 400))
                .toList());
    }

    private static JsonNode people(OtherPerson... others) throws Exception {
        PoseTrack pose = new PoseTrack(
                walker(),
                new VideoInfo(1000, 500, 10, 4.1, "h264", "mp4", 0),
                FRAMES,
                "silhouette",
                "m",
                List.of(others),
                List.of());
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            new PeopleSeen(pose).writeTo(json);
            json.writeEndObject();
        }
        return new ObjectMapper().readTree(out.toString()).path("people");
    }

    @Test
    void theAnalysedOneComesFirstAndTheOthersByArrival() throws Exception {
        JsonNode people = people(stander(900, 2, 4), stander(100, 0.5, 3));
        assertThat(people).hasSize(3);
        assertThat(people.path(0))
                .hasToString("{\"analysed\":true,\"start_s\":0.0,\"end_s\":4.0,"
                        + "\"at\":{\"time_s\":2.0,\"x\":0.5,\"y\":0.58},\"person\":\"2.000,0.500,0.580\"}");
        assertThat(people.path(1).path("analysed").asBoolean(true)).isFalse();
        assertThat(people.path(1).path("start_s").asDouble()).isEqualTo(0.5);
        assertThat(people.path(1).path("end_s").asDouble()).isEqualTo(3);
        assertThat(people.path(2).path("at").path("x").asDouble()).isEqualTo(0.9);
    }

    @Test
    void whatIsGivenCanBeAskedForVerbatim() throws Exception {
        for (JsonNode person : people(stander(900, 2, 4))) {
            PersonAt at = PersonAt.parse("person", person.path("person").asText());
            assertThat(at.timeSeconds())
                    .isEqualTo(person.path("at").path("time_s").asDouble());
            assertThat(at.x()).isEqualTo(person.path("at").path("x").asDouble());
            assertThat(at.y()).isEqualTo(person.path("at").path("y").asDouble());
        }
    }

    @Test
    void nobodyIsPointedAtWhereSomebodyElseIs() throws Exception {
        JsonNode people = people(stander(500, 0, 4));
        double walker = people.path(0).path("at").path("x").asDouble();
        assertThat(Math.abs(walker - 0.5)).isBetween(0.04, 0.06);
        JsonNode other = people.path(1).path("at");
        assertThat(other.path("x").asDouble()).isEqualTo(0.5);
        assertThat(other.path("time_s").asDouble()).as("the walker is past").isNotCloseTo(2, within(1e-9));
    }

    @Test
    void whoIsOutOfThePictureOrOnlyGlimpsedCannotBePointedAt() throws Exception {
        assertThat(people(stander(1010, 0, 4), stander(100, 1, 1.4), new OtherPerson(List.of())))
                .hasSize(1);
    }
}
