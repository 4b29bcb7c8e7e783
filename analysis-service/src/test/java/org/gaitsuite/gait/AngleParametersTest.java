package org.gaitsuite.gait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Peaks of curves that are known. */
class AngleParametersTest {
    private static final double TOE_OFF = 60;

    private static double[] curve(LegsByAngles.Angle angle) {
        double[] curve = new double[GaitCurve.POINTS];
        for (int p = 0; p < curve.length; p++) {
            curve[p] = angle.at(p / 100.0);
        }
        return curve;
    }

    private static AnglePeak peak(boolean highest, CyclePart part, boolean mustTurn) {
        return new AnglePeak("a_peak", JointAngles.KNEE_FLEXION, highest, part, mustTurn);
    }

    @Test
    void aPeakBetweenTwoPointsIsFoundThere() {
        double[] bump = curve(share -> 40 * Math.cos(2 * Math.PI * (share - 0.724)));
        AnglePeak.Found found = peak(true, CyclePart.SWING, true).in(bump, bump, TOE_OFF);
        assertThat(found.percent()).isCloseTo(72.4, within(0.01));
        assertThat(found.degrees()).isCloseTo(40, within(0.01));
    }

    @Test
    void stanceAndSwingHaveTheirOwnPeaks() {
        double[] two = curve(share -> 20 * Math.sin(4 * Math.PI * share) + 10 * share);
        AnglePeak.Found loading = peak(true, CyclePart.LOADING, true).in(two, two, TOE_OFF);
        AnglePeak.Found swing = peak(true, CyclePart.SWING, true).in(two, two, TOE_OFF);
        assertThat(loading.percent()).isBetween(12.0, 13.5);
        assertThat(swing.percent()).isCloseTo(loading.percent() + 50, within(0.01));
        assertThat(swing.degrees()).isCloseTo(loading.degrees() + 5, within(0.01));
    }

    @Test
    void whereTheAngleOnlyRisesThereIsAValueButNoTime() {
        double[] rising = curve(share -> 50 * share);
        AnglePeak.Found end = peak(true, CyclePart.STANCE, false).in(rising, rising, TOE_OFF);
        assertThat(end.degrees()).isCloseTo(30, within(1e-9));
        assertThat(end.percent()).isNaN();
        assertThat(peak(true, CyclePart.LOADING, true)
                        .in(rising, rising, TOE_OFF)
                        .degrees())
                .as("a knee that never yields has no loading response to report")
                .isNaN();
    }

    @Test
    void noiseRaisesPeaksLessThanTheHighestValues() {
        Random random = new Random(3);
        List<double[]> strides = new ArrayList<>();
        for (int s = 0; s < 300; s++) {
            double noise = random.nextDouble();
            strides.add(curve(share -> 60 * Math.exp(-Math.pow((share - 0.8) / 0.3, 2))
                    + 3 * Math.cos(2 * Math.PI * (5 * share + noise))));
        }
        StrideCurves curves = new StrideCurves(JointAngles.KNEE_FLEXION, Side.LEFT, List.of(), strides);
        List<double[]> others = curves.meansOfOthers();
        double guided = 0;
        double highest = 0;
        for (int s = 0; s < strides.size(); s++) {
            AnglePeak.Found found = peak(true, CyclePart.SWING, true).in(strides.get(s), others.get(s), TOE_OFF);
            guided += found.degrees() / strides.size();
            highest += Statistics.quantile(strides.get(s), 1) / strides.size();
        }
        assertThat(highest - 60)
                .as("what the highest values would be too high by")
                .isGreaterThan(1.2);
        assertThat(guided - 60).isLessThan(0.9 * (highest - 60));
    }

    @Test
    void withoutToeOffStanceIsNotGuessed() {
        double[] any = curve(share -> share);
        assertThat(peak(true, CyclePart.SWING, false).in(any, any, Double.NaN).degrees())
                .isNaN();
    }

    /** Read off the published free-speed curves: first knee peak 19.4° at 14 %, second 59.6° at 72 %, hip extension at 52 %. */
    @Test
    void peaksOfHealthyLegsAreThoseOfTheirCurves() throws NoWalkFound {
        ParameterList out = new ParameterList();
        AngleParameters.all(out, ReferenceLegs.walking(0, 0, 0).curves(), 0.01);
        assertThat(value(out, "knee_flexion_max_loading")).isCloseTo(19.4, within(0.5));
        assertThat(value(out, "knee_flexion_max_loading_timing")).isCloseTo(13.5, within(1.5));
        assertThat(value(out, "knee_flexion_max_swing")).isCloseTo(59.6, within(0.7));
        assertThat(value(out, "knee_flexion_max_swing_timing")).isCloseTo(72, within(1.0));
        assertThat(value(out, "knee_flexion_at_contact")).isCloseTo(5.5, within(0.5));
        assertThat(value(out, "hip_flexion_min_stance_timing")).isCloseTo(52, within(2.0));
        assertThat(value(out, "ankle_dorsiflexion_max_stance_timing")).isCloseTo(45, within(3.0));
        assertThat(value(out, "ankle_dorsiflexion_min_toe_off")).isCloseTo(-19.5, within(1.5));
    }

    private static double value(ParameterList out, String name) {
        return out.all().stream()
                .filter(p -> p.name().equals(name) && p.side() == Side.LEFT)
                .mapToDouble(p -> ((GaitParameter.Measured) p).value())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theProfileOfTheReferenceIsZeroAndOfAConstantDifferenceThatDifference() throws NoWalkFound {
        ParameterList same = new ParameterList();
        SagittalProfile.all(same, ReferenceLegs.walking(0, 0, 0).curves(), 0.86);
        assertThat(value(same, "sagittal_gps")).isLessThan(0.3);
        ParameterList off = new ParameterList();
        LegsByAngles legs = ReferenceLegs.walking(3, -6, 9);
        SagittalProfile.all(off, legs.curves(), 0.86);
        assertThat(value(off, "sagittal_map_hip")).isCloseTo(3, within(0.2));
        assertThat(value(off, "sagittal_map_knee")).isCloseTo(6, within(0.2));
        assertThat(value(off, "sagittal_map_ankle")).isCloseTo(9, within(0.2));
        double score = Math.sqrt((9 + 36 + 81) / 3.0);
        assertThat(value(off, "sagittal_gps")).isCloseTo(score, within(0.2));
        GaitParameter.Measured both = (GaitParameter.Measured) off.all().getLast();
        assertThat(both.name()).isEqualTo("sagittal_gps");
        assertThat(both.side()).isNull();
        assertThat(both.value()).isCloseTo(score, within(0.2)).isBetween(both.ci95Low(), both.ci95High());
    }

    /** Legs that move as the reference of free walking does, but for constants. */
    private static final class ReferenceLegs {
        static LegsByAngles walking(double hip, double knee, double ankle) {
            return new LegsByAngles(
                    100, moved("hip_flexion", hip), moved("knee_flexion", knee), moved("ankle_dorsiflexion", ankle));
        }

        private static LegsByAngles.Angle moved(String name, double by) {
            double[] mean = ReferenceBands.at(name, OptionalDouble.empty())
                    .orElseThrow()
                    .mean();
            return LegsByAngles.of(Arrays.stream(mean).map(v -> v + by).toArray());
        }
    }
}
