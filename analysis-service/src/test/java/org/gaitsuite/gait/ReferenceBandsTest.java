package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bands of healthy walking. */
class ReferenceBandsTest {
    private static ReferenceBands.Band band(String curve, double speed) {
        return ReferenceBands.at(curve, OptionalDouble.of(speed)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "pelvis_tilt, PelvisAngles",
        "hip_flexion_pelvis, HipAngles",
        "knee_flexion, KneeAngles",
        "ankle_dorsiflexion, AnkleAngles"
    })
    void everyNumberIsThatOfThePublishedData(String curve, String published) throws IOException {
        Path file = SharedData.folder().resolve("data/norms/Schwartz2008.json");
        assumeTrue(Files.exists(file), "normative data not found at " + file + ", set GAIT_SHARED");
        JsonNode data = new ObjectMapper().readTree(file.toFile()).get("Schwartz2008");
        String[] classes = {"VerySlow", "Slow", "Free", "Fast", "VeryFast"};
        for (int c = 0; c < classes.length; c++) {
            ReferenceBands.Band band = band(curve, Schwartz2008.SPEEDS[c]);
            for (JsonNode row : data.get(classes[c]).get(published).get("X")) {
                int percent = row.get(0).asInt();
                double low = row.get(1).asDouble();
                double high = row.get(2).asDouble();
                assertThat(band.mean()[percent])
                        .as("%s, %s at %d %%", curve, classes[c], percent)
                        .isCloseTo((low + high) / 2, within(0.051));
                assertThat(band.sd()[percent]).isCloseTo((high - low) / 2, within(0.051));
            }
        }
    }

    @Test
    void theThighsReferenceIsHipFlexionLessPelvicTilt() {
        for (double speed : new double[] {0.2, 0.43, 0.6}) {
            double[] thigh = band("hip_flexion", speed).mean();
            double[] hip = band("hip_flexion_pelvis", speed).mean();
            double[] tilt = band("pelvis_tilt", speed).mean();
            for (int p = 0; p < thigh.length; p++) {
                assertThat(thigh[p]).isCloseTo(hip[p] - tilt[p], within(1e-9));
            }
            assertThat(band("hip_flexion", speed).source()).contains("less pelvic tilt");
        }
    }

    @Test
    void betweenTwoClassesTheBandLiesBetweenThem() {
        double[] slow = band("knee_flexion", 0.295).mean();
        double[] free = band("knee_flexion", 0.43).mean();
        double[] between = band("knee_flexion", 0.295 + 0.25 * (0.43 - 0.295)).mean();
        for (int p = 0; p < between.length; p++) {
            assertThat(between[p]).isCloseTo(0.75 * slow[p] + 0.25 * free[p], within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.18", "2, 0.70"})
    void beyondTheClassesTheLastOneHolds(double speed, double last) {
        assertThat(band("ankle_dorsiflexion", speed).mean())
                .isEqualTo(band("ankle_dorsiflexion", last).mean());
    }

    @Test
    void withoutASpeedItIsFreeWalkingAndSaysSo() {
        ReferenceBands.Band unknown =
                ReferenceBands.at("knee_flexion", OptionalDouble.empty()).orElseThrow();
        assertThat(unknown.mean()).isEqualTo(band("knee_flexion", 0.43).mean());
        assertThat(unknown.source()).contains("Schwartz").contains("not known");
        assertThat(band("knee_flexion", 0.31).source()).contains("0.31").contains("slow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trunk_lean", "shoulder_flexion", "elbow_flexion", "no_such_curve"})
    void whatTheStudyDidNotMeasureHasNoBand(String curve) {
        assertThat(ReferenceBands.at(curve, OptionalDouble.empty())).isEmpty();
    }

    @Test
    void speedIsMeasuredInLegs() {
        assertThat(ReferenceBands.dimensionlessSpeed(1.3, 0.85)).isCloseTo(0.450, within(0.001));
    }
}
