package org.gaitsuite.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.gaitsuite.gait.ReferenceBands;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The phantom walks as the published curves say, which the analysis compares with. */
class NormativeGaitTest {
    private static final double LEG = 0.86;

    @ParameterizedTest
    @ValueSource(doubles = {0.18, 0.295, 0.36, 0.43, 0.57, 0.70})
    void itsSeriesAreThoseOfTheReferenceBands(double dimensionlessSpeed) {
        NormativeGait norm = NormativeGait.at(dimensionlessSpeed * Math.sqrt(9.81 * LEG), LEG);
        double[] thigh = mean("hip_flexion", dimensionlessSpeed);
        double[] knee = mean("knee_flexion", dimensionlessSpeed);
        double[] ankle = mean("ankle_dorsiflexion", dimensionlessSpeed);
        double squares = 0;
        for (int p = 0; p < 100; p++) {
            double phase = p / 100.0;
            double pitch = thigh[p] - knee[p] + ankle[p];
            squares += Math.pow(norm.thigh(phase) - thigh[p], 2)
                    + Math.pow(norm.kneeFlexion(phase) - knee[p], 2)
                    + Math.pow(norm.footPitch(phase) - pitch, 2);
        }
        assertThat(Math.sqrt(squares / 300))
                .as("degrees, what six harmonics leave")
                .isLessThan(0.5);
    }

    private static double[] mean(String curve, double speed) {
        return ReferenceBands.at(curve, OptionalDouble.of(speed)).orElseThrow().mean();
    }
}
