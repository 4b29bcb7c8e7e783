package org.gaitsuite.c3d;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Eight channels whose samples are 1000 in the second frame times their number, and their number before and after it. */
class ForcePlatformTest {
    private static final int SAMPLES = 3;

    private static C3dFile file(double sign, int type, int channels, C3dParameter... more) {
        List<C3dAnalog> analogs = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> C3dAnalog.of("ch" + i, "N", 100, new double[] {sign * i, sign * 1000 * i, sign * i}))
                .toList();
        C3dParameters parameters = C3dParameters.NONE
                .with("FORCE_PLATFORM", C3dParameter.integer("USED", 1))
                .with("FORCE_PLATFORM", C3dParameter.integers("TYPE", type))
                .with(
                        "FORCE_PLATFORM",
                        C3dParameter.integers(
                                "CHANNEL", IntStream.rangeClosed(1, channels).toArray()));
        for (C3dParameter parameter : more) {
            parameters = parameters.with("FORCE_PLATFORM", parameter);
        }
        return new C3dFile(100, 1, SAMPLES, List.of(), analogs, List.of(), parameters);
    }

    private static double[] vertical(C3dFile file) {
        return file.forcePlatforms().getFirst().verticalReaction().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1, 6, 3", "2, 6, 3", "3, 8, 26"})
    void eachTypeHasItsOwnOrderOfChannels(int type, int channels, double sumOfVerticalOnes) {
        assertThat(vertical(file(1, type, channels)))
                .containsExactly(sumOfVerticalOnes, 1000 * sumOfVerticalOnes, sumOfVerticalOnes);
    }

    @Test
    void typeFourIsCalibratedByAMatrixInColumnOrder() {
        double[] matrix = new double[36];
        // row 3: half of channel 3 and a tenth of channel 5
        matrix[2 + 6 * 2] = 0.5;
        matrix[2 + 6 * 4] = 0.125;
        // row 5 takes channel 3, which would show if rows and columns were confused
        matrix[4 + 6 * 2] = 9;
        C3dFile file = file(1, 4, 6, C3dParameter.reals("CAL_MATRIX", List.of(6, 6, 1), matrix));
        assertThat(vertical(file)[1]).isEqualTo(1000 * (0.5 * 3 + 0.125 * 5));
    }

    @Test
    void theGroundPushesUpWhicheverForceTheFileHolds() {
        assertThat(vertical(file(-1, 2, 6))).containsExactly(3, 3000, 3);
    }

    @Test
    void whatThePlateShowedWhileUnloadedIsTakenOff() {
        assertThat(vertical(file(1, 2, 6, C3dParameter.integers("ZERO", 1, 1)))).containsExactly(0, 2997, 0);
        assertThat(vertical(file(1, 2, 6, C3dParameter.integers("ZERO", 0, 1)))).containsExactly(0, 2997, 0);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 9"})
    void aRangeThatIsNoneChangesNothing(int from, int to) {
        assertThat(vertical(file(1, 2, 6, C3dParameter.integers("ZERO", from, to))))
                .containsExactly(3, 3000, 3);
    }

    @Test
    void whatIsNotKnownIsNotGuessed() {
        assertThat(file(1, 21, 6).forcePlatforms().getFirst().verticalReaction())
                .isEmpty();
        assertThat(file(1, 4, 6).forcePlatforms().getFirst().verticalReaction())
                .as("no matrix")
                .isEmpty();
        assertThat(file(1, 2, 2).forcePlatforms().getFirst().verticalReaction())
                .as("two channels")
                .isEmpty();
    }

    @Test
    void placesAreReadCornerByCorner() {
        double[] corners = IntStream.range(0, 12).mapToDouble(i -> i).toArray();
        ForcePlatform platform = file(
                        1,
                        2,
                        6,
                        C3dParameter.reals("CORNERS", List.of(3, 4, 1), corners),
                        C3dParameter.reals("ORIGIN", List.of(3, 1), 1, 2, -40))
                .forcePlatforms()
                .getFirst();
        assertThat(platform.corners()).hasSize(4).contains(new ForcePlatform.Place(3, 4, 5));
        assertThat(platform.origin()).isEqualTo(new ForcePlatform.Place(1, 2, -40));
    }
}
