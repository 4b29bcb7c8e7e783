package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Subject;
import org.junit.jupiter.api.Test;

/** {@code cycles.csv} and {@code curves.csv}: people's scripts address the columns by name. */
class TablesTest {
    private static final GaitResult SMALL = Walks.small(CoordinateFrame.SAGITTAL_METRES);

    @Test
    void theColumnsOfCyclesKeepTheirNamesAndPlaces() {
        assertThat(CyclesCsv.write(SMALL).lines().findFirst())
                .contains("side,heel_strike_s,toe_off_s,next_heel_strike_s,opposite_heel_strike_s,opposite_toe_off_s,"
                        + "stride_time_s,stance_time_s,swing_time_s,stance_percent,step_time_s,confidence,"
                        + "single_support_time_s,double_support_time_s,swing_percent,single_support_percent,"
                        + "double_support_percent,step_length_m,stride_length_m,walking_speed_m_per_s,toe_clearance_m,"
                        + "hip_rom_deg,knee_rom_deg,ankle_rom_deg");
    }

    @Test
    void aCycleIsOneRowAndWhatItDoesNotTellIsEmpty() {
        List<String> rows = CyclesCsv.write(SMALL).lines().skip(1).toList();
        assertThat(rows)
                .containsExactly(
                        "LEFT,0.5,1.15,1.6,1.02,0.61,1.1,0.65,0.45,59.09,0.58,0.7,0.41,0.24,40.91,37.27,21.82,"
                                + "0.6123,1.25,1.1364,0.0123,40.13,61.5,28",
                        "RIGHT,1.02,,2.12,1.6,,1.1,,,,0.52,,,,,,,,,,,,60,");
    }

    @Test
    void aCurveIsOneRowForEachPercentOfTheCycle() {
        List<String> rows = CurvesCsv.write(SMALL).lines().toList();
        assertThat(rows).hasSize(102);
        assertThat(rows.getFirst()).isEqualTo("name,side,unit,percent,mean,sd,n");
        assertThat(rows.get(1)).isEqualTo("knee_flexion,LEFT,deg,0,0,1.5,4");
        assertThat(rows.get(8)).isEqualTo("knee_flexion,LEFT,deg,7,,1.5,4");
        assertThat(rows.getLast()).isEqualTo("knee_flexion,LEFT,deg,100,33.33,1.5,4");
    }

    @Test
    void numbersAreTheSameInEveryLanguage() throws Exception {
        GaitResult whole = Walks.whole(Subject.ofHeight(1.70));
        String cycles = CyclesCsv.write(whole);
        String curves = CurvesCsv.write(whole);
        Locale usual = Locale.getDefault();
        try {
            // Other digits, and a comma before the fraction.
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(CyclesCsv.write(whole)).isEqualTo(cycles);
            assertThat(CurvesCsv.write(whole)).isEqualTo(curves);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void everyRowHasAFieldForEveryColumn() throws Exception {
        List<String> rows =
                CyclesCsv.write(Walks.whole(Subject.ofHeight(1.70))).lines().toList();
        assertThat(rows).hasSizeGreaterThan(5);
        assertThat(rows).allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(24));
    }
}
