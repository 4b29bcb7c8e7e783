package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;
import org.junit.jupiter.api.Test;

class KeypointsJsonTest {
    private static JsonNode written(SkeletonOverTime skeleton, double timeFactor) throws IOException {
        StringWriter out = new StringWriter();
        KeypointsJson.write(skeleton, timeFactor, out);
        return new ObjectMapper().readTree(out.toString());
    }

    /** As a reader would. */
    private static SkeletonOverTime read(JsonNode json, CoordinateFrame frame) {
        int frames = json.path("times_s").size();
        double[] times = new double[frames];
        double[][] x = new double[frames][Joint.values().length];
        double[][] y = new double[frames][Joint.values().length];
        double[][] confidence = new double[frames][Joint.values().length];
        for (int f = 0; f < frames; f++) {
            times[f] = json.path("times_s").path(f).doubleValue();
            Arrays.fill(x[f], Double.NaN);
            Arrays.fill(y[f], Double.NaN);
            for (int j = 0; j < json.path("joints").size(); j++) {
                int joint = Joint.valueOf(json.path("joints").path(j).asText()).ordinal();
                x[f][joint] = number(json.path("x").path(f).path(j));
                y[f][joint] = number(json.path("y").path(f).path(j));
                confidence[f][joint] = number(json.path("confidence").path(f).path(j));
            }
        }
        return new SkeletonOverTime(frame, times, x, y, confidence);
    }

    private static double number(JsonNode node) {
        assertThat(node.isNumber() || node.isNull()).as("%s", node).isTrue();
        return node.isNull() ? Double.NaN : node.doubleValue();
    }

    private static void assertSame(SkeletonOverTime one, SkeletonOverTime other) {
        assertThat(one.timesSeconds()).isEqualTo(other.timesSeconds());
        for (Joint joint : Joint.values()) {
            assertThat(one.xOf(joint)).as("x of %s", joint).isEqualTo(other.xOf(joint));
            assertThat(one.yOf(joint)).as("y of %s", joint).isEqualTo(other.yOf(joint));
            for (int f = 0; f < one.frames(); f++) {
                assertThat(one.confidence(f, joint)).isEqualTo(other.confidence(f, joint));
            }
        }
    }

    @Test
    void whatIsWrittenIsReadBackToTheLastBit() throws IOException {
        for (CoordinateFrame frame :
                new CoordinateFrame[] {CoordinateFrame.IMAGE_PIXELS, CoordinateFrame.SAGITTAL_METRES}) {
            SkeletonOverTime skeleton = Walks.skeleton(frame);
            JsonNode json = written(skeleton, 1);
            assertThat(json.path("schema").asText()).isEqualTo("gait-keypoints/1");
            assertThat(json.path("frame").asText())
                    .isEqualTo(frame == CoordinateFrame.IMAGE_PIXELS ? "pixels" : "metres");
            assertThat(json.path("joints").size())
                    .as("without the wrist that was never seen")
                    .isEqualTo(Joint.values().length - 1);
            assertSame(read(json, frame), skeleton);
        }
    }

    @Test
    void handedInAgainTheyGiveTheSameResult() throws Exception {
        SkeletonOverTime skeleton = PhantomWalk.truth(PhantomSettings.sample()).pixels();
        SkeletonOverTime again = read(written(skeleton, 1), CoordinateFrame.IMAGE_PIXELS);
        GaitResult first = GaitAnalyzer.analyze(skeleton, Subject.ofHeight(1.70), GaitOptions.DEFAULT);
        GaitResult second = GaitAnalyzer.analyze(again, Subject.ofHeight(1.70), GaitOptions.DEFAULT);
        assertThat(second.parameters()).isEqualTo(first.parameters());
        assertThat(second.events()).isEqualTo(first.events());
    }

    @Test
    void slowMotionIsWrittenInTheWalkersTime() throws IOException {
        JsonNode times =
                written(Walks.skeleton(CoordinateFrame.IMAGE_PIXELS), 0.25).path("times_s");
        assertThat(times.path(0).doubleValue()).isEqualTo(0.1);
    }

    @Test
    void pixelsThatCountUpwardsAreWrittenAsThoseOfAPicture() throws IOException {
        SkeletonOverTime skeleton = Walks.skeleton(CoordinateFrame.UPRIGHT_PIXELS);
        JsonNode json = written(skeleton, 1);
        assertThat(json.path("frame").asText()).isEqualTo("pixels");
        assertThat(json.path("y").path(1).path(5).doubleValue()).isEqualTo(-skeleton.y(1, Joint.values()[5]));
    }
}
