package org.gaitsuite.pose.dnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gaitsuite.person.Person;
import org.gaitsuite.pose.dnn.NetworkInput.Colours;
import org.junit.jupiter.api.Test;

/** Networks' outputs as arrays that were made by hand, so that no model is needed. */
class DecodingTest {
    private static final NetworkInput INPUT =
            new NetworkInput(256, 256, new float[] {0, 0, 0}, new float[] {255, 255, 255}, Colours.RGB);

    @Test
    void aHeatmapPeakIsMovedAQuarterCellTowardsItsLargerNeighbour() {
        float[] maps = new float[2 * 4 * 8];
        maps[2 * 8 + 5] = 0.8f;
        maps[2 * 8 + 6] = 0.4f;
        maps[1 * 8 + 5] = 0.3f;
        maps[32] = 0.6f;

        Landmarks found = Decoding.HEATMAP.decode(List.of(new Tensor(new int[] {1, 2, 4, 8}, maps)), INPUT, 2);

        assertThat(found.x()[0]).isCloseTo((5 + 0.5 + 0.25) / 8, within(1e-9));
        assertThat(found.y()[0]).isCloseTo((2 + 0.5 - 0.25) / 4, within(1e-9));
        assertThat(found.confidence()[0]).isCloseTo(0.8, within(1e-6));
        assertThat(found.x()[1]).as("a peak at the edge stays").isCloseTo(0.5 / 8, within(1e-9));
        assertThat(found.presence()).isCloseTo(0.7, within(1e-6));
    }

    @Test
    void mapsBeyondTheSkeletonAreIgnored() {
        float[] maps = new float[3 * 4];
        maps[1] = 1;
        maps[8 + 2] = 1;
        Landmarks found = Decoding.HEATMAP.decode(List.of(new Tensor(new int[] {1, 3, 2, 2}, maps)), INPUT, 1);
        assertThat(found.x()).containsExactly(0.75);
        assertThat(found.y()).containsExactly(0.25);
    }

    @Test
    void simccTakesTheLargestOfEachDistributionAndTrustsTheWeaker() {
        float[] horizontal = new float[2 * 384];
        float[] vertical = new float[2 * 512];
        horizontal[100] = 0.9f;
        vertical[300] = 0.7f;
        horizontal[384 + 383] = 0.2f;
        vertical[512] = 1.3f;

        Landmarks found = Decoding.SIMCC.decode(
                List.of(new Tensor(new int[] {1, 2, 384}, horizontal), new Tensor(new int[] {1, 2, 512}, vertical)),
                INPUT,
                2);

        assertThat(found.x()[0]).isCloseTo(100.5 / 384, within(1e-9));
        assertThat(found.y()[0]).isCloseTo(300.5 / 512, within(1e-9));
        assertThat(found.confidence()[0]).isCloseTo(0.7, within(1e-6));
        assertThat(found.x()[1]).isCloseTo(383.5 / 384, within(1e-9));
        assertThat(found.confidence()[1]).isCloseTo(0.2, within(1e-6));
    }

    @Test
    void regressionReadsPairsAndTriples() {
        Landmarks pairs = Decoding.REGRESSION.decode(
                List.of(new Tensor(new int[] {1, 2, 2}, new float[] {0.1f, 0.2f, 0.3f, 0.4f})), INPUT, 2);
        assertThat(pairs.x()[1]).isCloseTo(0.3, within(1e-6));
        assertThat(pairs.y()[1]).isCloseTo(0.4, within(1e-6));
        assertThat(pairs.confidence()).containsExactly(1, 1);

        Landmarks triples = Decoding.REGRESSION.decode(
                List.of(new Tensor(new int[] {1, 6}, new float[] {0.1f, 0.2f, 0.5f, 0.3f, 0.4f, 0.6f})), INPUT, 2);
        assertThat(triples.x()[1]).isCloseTo(0.3, within(1e-6));
        assertThat(triples.confidence()[1]).isCloseTo(0.6, within(1e-6));
    }

    @Test
    void moveNetPutsTheVerticalFirst() {
        float[] output = new float[17 * 3];
        output[3 * 11] = 0.6f;
        output[3 * 11 + 1] = 0.4f;
        output[3 * 11 + 2] = 0.9f;
        Landmarks found = Decoding.MOVENET.decode(List.of(new Tensor(new int[] {1, 1, 17, 3}, output)), INPUT, 17);
        assertThat(found.x()[11]).isCloseTo(0.4, within(1e-6));
        assertThat(found.y()[11]).isCloseTo(0.6, within(1e-6));
        assertThat(found.confidence()[11]).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void blazePoseGivesPixelsVisibilityAndPresence() {
        float[] points = new float[39 * 5];
        points[27 * 5] = 128;
        points[27 * 5 + 1] = 192;
        points[27 * 5 + 3] = 2;
        points[27 * 5 + 4] = 1;
        Landmarks found = Decoding.BLAZEPOSE.decode(
                List.of(new Tensor(new int[] {1, 195}, points), new Tensor(new int[] {1, 1}, new float[] {0.97f})),
                INPUT,
                33);
        assertThat(found.x()[27]).isCloseTo(0.5, within(1e-9));
        assertThat(found.y()[27]).isCloseTo(0.75, within(1e-9));
        assertThat(found.confidence()[27])
                .as("the weaker of both, through the sigmoid")
                .isCloseTo(0.7311, within(1e-4));
        assertThat(found.presence()).isCloseTo(0.97, within(1e-6));
    }

    /** Three columns a person: two over the same one, the second of them better, and a better one still at the crop's edge. */
    @Test
    void yoloPoseGivesThePersonInTheMiddleOnceAndInSharesOfTheInput() {
        int candidates = 4;
        float[] output = new float[(5 + 3 * 17) * candidates];
        yoloBox(output, candidates, 0, 126, 128, 0.6f);
        yoloBox(output, candidates, 1, 128, 128, 0.8f);
        yoloBox(output, candidates, 2, 20, 128, 0.95f);
        yoloBox(output, candidates, 3, 128, 127, 0.1f);
        int hip = 5 + 3 * 11;
        output[hip * candidates + 1] = 64;
        output[(hip + 1) * candidates + 1] = 192;
        output[(hip + 2) * candidates + 1] = 0.9f;

        Landmarks found =
                Decoding.YOLO_POSE.decode(List.of(new Tensor(new int[] {1, 56, candidates}, output)), INPUT, 17);

        assertThat(found.presence()).as("the better of the two in the middle").isCloseTo(0.8, within(1e-6));
        assertThat(found.x()[11]).isCloseTo(0.25, within(1e-9));
        assertThat(found.y()[11]).isCloseTo(0.75, within(1e-9));
        assertThat(found.confidence()[11]).isCloseTo(0.9, within(1e-6));
    }

    private static void yoloBox(float[] output, int candidates, int column, float x, float y, float score) {
        float[] box = {x, y, 40, 100, score};
        for (int row = 0; row < box.length; row++) {
            output[row * candidates + column] = box[row];
        }
    }

    @Test
    void yoloPoseWithoutAnybodyIsNobody() {
        Landmarks found =
                Decoding.YOLO_POSE.decode(List.of(new Tensor(new int[] {1, 56, 3}, new float[56 * 3])), INPUT, 17);
        assertThat(found.presence()).isZero();
        Tensor ofOthers = new Tensor(new int[] {1, 84, 3}, new float[84 * 3]);
        assertThatThrownBy(() -> Decoding.YOLO_POSE.decode(List.of(ofOthers), INPUT, 17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("descriptor");
    }

    @Test
    void aDescriptorThatDoesNotFitTheModelIsNamedAsTheCause() {
        Tensor small = new Tensor(new int[] {1, 17, 64}, new float[17 * 64]);
        assertThatThrownBy(() -> Decoding.SIMCC.decode(List.of(small, small), INPUT, 26))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("26 landmarks");
        assertThatThrownBy(() -> Decoding.BLAZEPOSE.decode(List.of(small), INPUT, 33))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BlazePose");
    }

    @Test
    void theDetectorsBoxesOverOnePersonBecomeOne() {
        float[] boxes = new float[2254 * 12];
        float[] scores = new float[2254];
        Arrays.fill(scores, -50);
        // two anchors of the first cell of the first layer, at (0.5 / 28, 0.5 / 28), and the last of all, at (6.5 / 7,
        // 6.5 / 7)
        for (int anchor : new int[] {0, 1, 2253}) {
            scores[anchor] = anchor == 0 ? 3 : 1;
            boxes[anchor * 12 + 2] = 50;
            boxes[anchor * 12 + 3] = 50;
            boxes[anchor * 12 + 4] = 22.4f;
            boxes[anchor * 12 + 7] = -44.8f;
        }
        List<Person> persons = BlazePoseDetector.decode(
                List.of(new Tensor(new int[] {1, 2254, 12}, boxes), new Tensor(new int[] {1, 2254, 1}, scores)));

        assertThat(persons).hasSize(2);
        Person first = persons.getFirst();
        assertThat(first.score()).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-9));
        assertThat(first.hipX()).isCloseTo(0.5 / 28 + 0.1, within(1e-6));
        assertThat(first.rimY()).isCloseTo(0.5 / 28 - 0.2, within(1e-6));
        assertThat(persons.get(1).hipX()).isCloseTo(6.5 / 7 + 0.1, within(1e-6));
    }
}
