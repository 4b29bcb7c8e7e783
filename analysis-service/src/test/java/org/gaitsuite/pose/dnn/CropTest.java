package org.gaitsuite.pose.dnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gaitsuite.person.Person;
import org.gaitsuite.pose.dnn.NetworkInput.Colours;
import org.junit.jupiter.api.Test;

class CropTest {
    private static final float[] NOTHING = {0, 0, 0};
    private static final float[] ONE = {1, 1, 1};

    @Test
    void pointsOfATurnedCropGoBackToThePicture() {
        Crop crop = new Crop(100, 50, 40, 20, Math.PI / 2);
        assertThat(crop.pixelX(0.5, 0.5)).isCloseTo(100, within(1e-9));
        // the crop's right edge points down in the picture
        assertThat(crop.pixelX(1, 0.5)).isCloseTo(100, within(1e-9));
        assertThat(crop.pixelY(1, 0.5)).isCloseTo(70, within(1e-9));
        // its lower edge points left
        assertThat(crop.pixelX(0.5, 1)).isCloseTo(90, within(1e-9));
    }

    @Test
    void aPictureThatIsSampledAsItIsStaysAsItIs() {
        byte[] bgr = new byte[4 * 2 * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (i * 10);
        }
        NetworkInput input = new NetworkInput(4, 2, NOTHING, ONE, Colours.BGR);
        float[] out = new CropSampler(input, false).sample(bgr, 4, 2, new Crop(2, 1, 4, 2, 0));
        for (int i = 0; i < bgr.length; i++) {
            assertThat(out[i]).isCloseTo(bgr[i] & 0xff, within(1e-3f));
        }
    }

    @Test
    void coloursAreOrderedNormalisedAndLaidOutAsTheModelWants() {
        byte[] bgr = {10, 20, 30, 40, 50, 60};
        NetworkInput input = new NetworkInput(2, 1, new float[] {30, 20, 10}, new float[] {2, 2, 2}, Colours.RGB);
        assertThat(new CropSampler(input, true).sample(bgr, 2, 1, new Crop(1, 0.5, 2, 1, 0)))
                .containsExactly(0, 15, 0, 15, 0, 15);
        assertThat(new CropSampler(input, false).sample(bgr, 2, 1, new Crop(1, 0.5, 2, 1, 0)))
                .containsExactly(0, 0, 0, 15, 15, 15);
    }

    @Test
    void shrinkingAveragesAndOutsideIsBlack() {
        byte[] bgr = new byte[8 * 8 * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) ((i / 3) % 2 == 0 ? 200 : 0);
        }
        NetworkInput input = new NetworkInput(2, 2, NOTHING, ONE, Colours.RGB);
        assertThat(new CropSampler(input, false).sample(bgr, 8, 8, new Crop(4, 4, 8, 8, 0))[0])
                .isCloseTo(100, within(1e-3f));
        assertThat(new CropSampler(input, false).sample(bgr, 8, 8, new Crop(100, 100, 8, 8, 0)))
                .containsOnly(0);
    }

    /** On a slope of brightness every average and every value between pixels is known, whatever the turn and the size of the crop. */
    @Test
    void aTurnedCropOfAnySizeSamplesASlopeTruly() {
        byte[] bgr = new byte[120 * 100 * 3];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) (2 * (i / 3 % 120));
            bgr[i + 1] = (byte) (2 * (i / 3 / 120));
            bgr[i + 2] = 77;
        }
        NetworkInput input = new NetworkInput(16, 16, NOTHING, ONE, Colours.BGR);
        CropSampler sampler = new CropSampler(input, false);
        for (double side : new double[] {12, 23, 30, 41, 62}) {
            Crop crop = new Crop(61.3, 48.9, side, side, 0.3);
            float[] out = sampler.sample(bgr, 120, 100, crop);
            for (int i = 0; i < 16 * 16; i++) {
                double u = (i % 16 + 0.5) / 16;
                double v = (Math.floorDiv(i, 16) + 0.5) / 16;
                assertThat(out[3 * i])
                        .as("x at %d of %s", i, side)
                        .isCloseTo((float) (2 * (crop.pixelX(u, v) - 0.5)), within(1.1f));
                assertThat(out[3 * i + 1])
                        .as("y at %d of %s", i, side)
                        .isCloseTo((float) (2 * (crop.pixelY(u, v) - 0.5)), within(1.1f));
                assertThat(out[3 * i + 2]).isEqualTo(77);
            }
        }
    }

    /** A sample taken half beyond the picture's edge is half black. */
    @Test
    void atTheEdgeThePictureFadesIntoBlack() {
        byte[] bgr = new byte[4 * 4 * 3];
        Arrays.fill(bgr, (byte) 200);
        NetworkInput input = new NetworkInput(4, 4, NOTHING, ONE, Colours.RGB);
        float[] out = new CropSampler(input, false).sample(bgr, 4, 4, new Crop(1.5, 2, 4, 4, 0));
        assertThat(out[0]).isEqualTo(100);
        assertThat(out[3]).isEqualTo(200);
    }

    @Test
    void aPersonLeansClockwiseFromUpright() {
        assertThat(new Person(10, 20, 10, 5, 1).lean()).isCloseTo(0, within(1e-9));
        assertThat(new Person(10, 20, 25, 20, 1).lean()).isCloseTo(Math.PI / 2, within(1e-9));
        assertThat(new Person(10, 20, 10, 5, 1).radius()).isCloseTo(15, within(1e-9));
    }
}
