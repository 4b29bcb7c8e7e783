package org.gaitsuite.pose.dnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.gaitsuite.person.SkeletonLayout;
import org.gaitsuite.pose.dnn.NetworkInput.Colours;
import org.junit.jupiter.api.Test;

class MirrorTest {
    private static final int LEFT_KNEE = 13;
    private static final int RIGHT_KNEE = 14;
    private static final int LEFT_EYE = 1;

    private static Mirror mirror(boolean planar) {
        NetworkInput input = new NetworkInput(3, 1, new float[3], new float[] {1, 1, 1}, Colours.RGB);
        return new Mirror(
                new ModelDescriptor(
                        "coco",
                        Path.of(""),
                        "coco.onnx",
                        "0".repeat(64),
                        ModelDescriptor.Engine.ONNX,
                        input,
                        Decoding.HEATMAP,
                        SkeletonLayout.COCO_17,
                        null,
                        true,
                        "",
                        ""),
                planar);
    }

    @Test
    void thePictureIsTurnedInEitherLayout() {
        assertThat(mirror(false).turn(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}))
                .containsExactly(7, 8, 9, 4, 5, 6, 1, 2, 3);
        assertThat(mirror(true).turn(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}))
                .containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7);
    }

    @Test
    void theMirrorImagesLeftKneeIsTheRightOne() {
        Landmarks upright = landmarks();
        upright.x()[LEFT_KNEE] = 0.30;
        upright.y()[LEFT_KNEE] = 0.60;
        upright.confidence()[LEFT_KNEE] = 0.8;
        upright.x()[LEFT_EYE] = 0.4;
        Landmarks mirrored = landmarks();
        mirrored.x()[RIGHT_KNEE] = 0.66;
        mirrored.y()[RIGHT_KNEE] = 0.64;
        mirrored.confidence()[RIGHT_KNEE] = 0.6;

        Landmarks mean = mirror(false).mean(upright, mirrored);

        assertThat(mean.x()[LEFT_KNEE]).isCloseTo(0.32, within(1e-9));
        assertThat(mean.y()[LEFT_KNEE]).isCloseTo(0.62, within(1e-9));
        assertThat(mean.confidence()[LEFT_KNEE]).isCloseTo(0.7, within(1e-9));
        assertThat(mean.x()[LEFT_EYE]).as("no joint").isEqualTo(0.4);
    }

    private static Landmarks landmarks() {
        return new Landmarks(new double[17], new double[17], new double[17], 1);
    }
}
