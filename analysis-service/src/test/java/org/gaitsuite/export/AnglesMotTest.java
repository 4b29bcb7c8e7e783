package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import org.gaitsuite.gait.AngleOverTime;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.MeasuredWalk;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.Subject;
import org.junit.jupiter.api.Test;

/** Read back by the rules of OpenSim's reader (Storage): sizes from the header, then numbers apart by white space and nothing else. */
class AnglesMotTest {
    private record Mot(Map<String, String> header, String notes, List<String> columns, List<double[]> rows) {
        double[] column(String name) {
            int index = columns.indexOf(name);
            assertThat(index).as("column %s of %s", name, columns).isNotNegative();
            return rows.stream().mapToDouble(row -> row[index]).toArray();
        }
    }

    private static String written(MeasuredWalk walk) throws IOException {
        StringWriter out = new StringWriter();
        AnglesMot.write(walk, out);
        return out.toString();
    }

    private static Mot read(String text) {
        int end = text.indexOf("\nendheader\n");
        assertThat(end).isPositive();
        Map<String, String> header = new TreeMap<>();
        text.substring(0, end).lines().filter(line -> line.contains("=")).forEach(line -> {
            String[] parts = line.split("=", 2);
            header.put(parts[0], parts[1]);
        });
        String table = text.substring(end + "\nendheader\n".length());
        List<String> columns = List.of(table.lines().findFirst().orElseThrow().split("\t"));
        assertThat(columns).hasSize(Integer.parseInt(header.get("nColumns")));
        List<double[]> rows = new ArrayList<>();
        try (Scanner numbers = new Scanner(table.substring(table.indexOf('\n')))) {
            for (int r = 0; r < Integer.parseInt(header.get("nRows")); r++) {
                double[] row = new double[columns.size()];
                for (int c = 0; c < row.length; c++) {
                    row[c] = Double.parseDouble(numbers.next());
                    assertThat(row[c]).isFinite();
                }
                rows.add(row);
            }
            assertThat(numbers.hasNext())
                    .as("more numbers than the header says")
                    .isFalse();
        }
        return new Mot(header, text.substring(0, end), columns, rows);
    }

    @Test
    void anglesBearTheNamesAndSignsOfOpenSim() throws IOException {
        Mot mot = read(written(Walks.measured(CoordinateFrame.SAGITTAL_METRES)));
        assertThat(mot.header()).containsEntry("inDegrees", "yes").containsEntry("version", "1");
        assertThat(mot.columns()).containsExactly("time", "hip_flexion_l", "knee_angle_l", "lumbar_extension");
        assertThat(mot.column("lumbar_extension"))
                .as("leaning forward is no extension")
                .containsOnly(-3);
        assertThat(mot.column("hip_flexion_l")[0]).isCloseTo(20.123456789, within(0.5e-6));
    }

    @Test
    void everyCoordinateThatOpenSimHasIsGiven() throws IOException {
        double[] ten = {10, 10, 10, 10, 10, 10, 10, 10};
        List<AngleOverTime> all = new ArrayList<>();
        for (String name : List.of(
                "trunk_lean",
                "elbow_flexion",
                "shoulder_flexion",
                "ankle_dorsiflexion",
                "knee_flexion",
                "hip_flexion_pelvis",
                "pelvis_tilt",
                "something_else")) {
            for (Side side : Side.values()) {
                all.add(new AngleOverTime(name, side, ten));
            }
        }
        Mot mot = read(written(new MeasuredWalk(Walks.skeleton(CoordinateFrame.SAGITTAL_METRES), all, List.of())));
        assertThat(mot.columns())
                .containsExactly(
                        "time",
                        "pelvis_tilt",
                        "hip_flexion_r",
                        "hip_flexion_l",
                        "knee_angle_r",
                        "knee_angle_l",
                        "ankle_angle_r",
                        "ankle_angle_l",
                        "lumbar_extension",
                        "arm_flex_r",
                        "arm_flex_l",
                        "elbow_flex_r",
                        "elbow_flex_l");
        assertThat(mot.column("pelvis_tilt")).as("forward tilt").containsOnly(-10);
        assertThat(mot.column("knee_angle_r")).containsOnly(10);
    }

    /** A pelvis tilted forward by 12° under a trunk that leans 3° holds it bent backwards by 9°. */
    @Test
    void hipAndTrunkAreRelativeToThePelvisWhereItIsSeen() throws IOException {
        List<AngleOverTime> all = new ArrayList<>();
        Map.of("pelvis_tilt", 12, "trunk_lean", 3, "hip_flexion", 20, "hip_flexion_pelvis", 32)
                .forEach((name, value) -> {
                    double[] degrees = new double[8];
                    Arrays.fill(degrees, value);
                    for (Side side : Side.values()) {
                        all.add(new AngleOverTime(name, side, degrees));
                    }
                });
        Mot mot = read(written(new MeasuredWalk(Walks.skeleton(CoordinateFrame.SAGITTAL_METRES), all, List.of())));
        assertThat(mot.column("pelvis_tilt")).containsOnly(-12);
        assertThat(mot.column("lumbar_extension")).containsOnly(9);
        assertThat(mot.column("hip_flexion_r")).containsOnly(32);
    }

    @Test
    void rowsReachFromTheFirstKnownAngleToTheLast() throws IOException {
        Mot mot = read(written(Walks.measured(CoordinateFrame.SAGITTAL_METRES)));
        assertThat(mot.column("time")).hasSize(6).startsWith(0.44).endsWith(0.64);
    }

    @Test
    void gapsAreBridgedAndTheHeaderSaysSo() throws IOException {
        Mot mot = read(written(Walks.measured(CoordinateFrame.SAGITTAL_METRES)));
        assertThat(mot.column("knee_angle_l")).containsExactly(10, 11, 12, 13, 14, 14);
        assertThat(mot.notes())
                .contains("Bridged where it was not seen, in 3 of 6 frames: knee_angle_l\n")
                .contains("Left out, since it was not seen in 4 of 6 frames: ankle_angle_r\n")
                .doesNotContain("hip_flexion_l");
    }

    @Test
    void aWalkWithoutAnglesIsAnEmptyTable() throws IOException {
        Mot mot =
                read(written(new MeasuredWalk(Walks.skeleton(CoordinateFrame.SAGITTAL_METRES), List.of(), List.of())));
        assertThat(mot.columns()).containsExactly("time");
        assertThat(mot.rows()).isEmpty();
    }

    @Test
    void aWholeWalkIsReadBackToTheMillionthOfADegree() throws Exception {
        MeasuredWalk walk = Walks.whole(Subject.ofHeight(1.70)).walk();
        String text = written(walk);
        Mot mot = read(text);
        double[] time = mot.column("time");
        double[] knee = mot.column("knee_angle_r");
        AngleOverTime truth = walk.angles().stream()
                .filter(angle -> angle.name().equals("knee_flexion") && angle.side() == Side.RIGHT)
                .findFirst()
                .orElseThrow();
        int compared = 0;
        for (int f = 0; f < walk.landmarks().frames(); f++) {
            for (int r = 0; r < time.length; r++) {
                if (Math.abs(time[r] - walk.landmarks().timeSeconds(f)) < 1e-6 && Double.isFinite(truth.degrees()[f])) {
                    assertThat(knee[r]).isCloseTo(truth.degrees()[f], within(0.5e-6));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(60);
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(written(walk)).isEqualTo(text);
        } finally {
            Locale.setDefault(usual);
        }
    }
}
