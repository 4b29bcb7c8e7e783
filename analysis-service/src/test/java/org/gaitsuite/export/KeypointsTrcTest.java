package org.gaitsuite.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.MeasuredWalk;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.recording.TrcNames;
import org.junit.jupiter.api.Test;

/** Read back by the rules of OpenSim's reader (TRCFileAdapter of OpenSim 4), which is the strictest in use. */
class KeypointsTrcTest {
    private static final List<String> KEYS = List.of(
            "DataRate",
            "CameraRate",
            "NumFrames",
            "NumMarkers",
            "Units",
            "OrigDataRate",
            "OrigDataStartFrame",
            "OrigNumFrames");

    /** Half a unit of the sixth digit after the point. */
    private static final double HALF_A_MICROMETRE = 0.5e-6;

    private record Trc(List<String> values, List<String> markers, List<double[]> rows) {}

    private static String written(MeasuredWalk walk) throws IOException {
        StringWriter out = new StringWriter();
        KeypointsTrc.write(walk, out);
        return out.toString();
    }

    /** A token ends at each tab; what follows the last one counts only when it is not empty. */
    private static List<String> tokens(String line) {
        List<String> tokens = Arrays.asList(line.split("\t", -1));
        return tokens.getLast().isEmpty() ? tokens.subList(0, tokens.size() - 1) : tokens;
    }

    private static List<String> filled(String line) {
        return tokens(line).stream().filter(token -> !token.isEmpty()).toList();
    }

    private static Trc read(String text) {
        List<String> lines = text.lines().toList();
        assertThat(lines.get(0)).startsWith("PathFileType\t4\t(X/Y/Z)\t");
        assertThat(filled(lines.get(1))).isEqualTo(KEYS);
        List<String> values = filled(lines.get(2));
        assertThat(values).hasSameSizeAs(KEYS);
        int markers = Integer.parseInt(values.get(3));
        List<String> labels = filled(lines.get(3));
        assertThat(labels).hasSize(markers + 2).startsWith("Frame#", "Time");
        List<String> axes = filled(lines.get(4));
        for (int i = 0; i < 3 * markers; i++) {
            assertThat(axes.get(i)).isEqualTo("XYZ".charAt(i % 3) + "" + (i / 3 + 1));
        }
        List<double[]> rows = lines.stream()
                .skip(5)
                .filter(line -> !line.isEmpty())
                .map(line -> row(line, 2 + 3 * markers))
                .toList();
        assertThat(rows).hasSize(Integer.parseInt(values.get(2)));
        return new Trc(values, labels.subList(2, labels.size()), rows);
    }

    private static double[] row(String line, int fields) {
        List<String> tokens = tokens(line);
        assertThat(tokens).hasSize(fields);
        return tokens.stream()
                .mapToDouble(token -> token.isEmpty() ? Double.NaN : Double.parseDouble(token))
                .toArray();
    }

    @Test
    void whatIsWrittenIsReadBackToTheMicrometre() throws IOException {
        SkeletonOverTime skeleton = Walks.skeleton(CoordinateFrame.SAGITTAL_METRES);
        Trc trc = read(written(Walks.measured(CoordinateFrame.SAGITTAL_METRES)));
        assertThat(trc.values())
                .containsExactly("25", "25", "8", Integer.toString(Joint.values().length - 1), "m", "25", "11", "8");
        assertThat(trc.rows().getFirst()[0])
                .as("0.4 s at 25 Hz after the first")
                .isEqualTo(11);
        for (int f = 0; f < skeleton.frames(); f++) {
            double[] row = trc.rows().get(f);
            assertThat(row[1]).isCloseTo(skeleton.timeSeconds(f), within(0.5e-6));
            for (int m = 0; m < trc.markers().size(); m++) {
                Joint joint = TrcNames.joint(trc.markers().get(m)).orElseThrow();
                if (Double.isNaN(skeleton.x(f, joint))) {
                    assertThat(Arrays.copyOfRange(row, 2 + 3 * m, 5 + 3 * m))
                            .as("%s in frame %d", joint, f)
                            .containsOnly(Double.NaN);
                } else {
                    assertThat(row[2 + 3 * m]).isCloseTo(skeleton.x(f, joint), within(HALF_A_MICROMETRE));
                    assertThat(row[3 + 3 * m]).isCloseTo(skeleton.y(f, joint), within(HALF_A_MICROMETRE));
                    assertThat(row[4 + 3 * m]).isZero();
                }
            }
        }
    }

    @Test
    void aLandmarkThatWasNeverSeenHasNoColumns() throws IOException {
        assertThat(read(written(Walks.measured(CoordinateFrame.SAGITTAL_METRES)))
                        .markers())
                .hasSize(Joint.values().length - 1)
                .doesNotContain("LWrist")
                .startsWith("Head", "Nose", "Neck");
    }

    @Test
    void withoutAScaleTheUnitIsThePixel() throws IOException {
        assertThat(read(written(Walks.measured(CoordinateFrame.UPRIGHT_PIXELS))).values())
                .contains("px");
    }

    @Test
    void writtenAgainFromWhatWasReadItIsTheSameFile() throws IOException {
        String first = written(Walks.measured(CoordinateFrame.SAGITTAL_METRES));
        Trc trc = read(first);
        int frames = trc.rows().size();
        double[][] x = new double[frames][Joint.values().length];
        double[][] y = new double[frames][Joint.values().length];
        double[] times = trc.rows().stream().mapToDouble(row -> row[1]).toArray();
        for (int f = 0; f < frames; f++) {
            Arrays.fill(x[f], Double.NaN);
            Arrays.fill(y[f], Double.NaN);
            for (int m = 0; m < trc.markers().size(); m++) {
                int joint = TrcNames.joint(trc.markers().get(m)).orElseThrow().ordinal();
                x[f][joint] = trc.rows().get(f)[2 + 3 * m];
                y[f][joint] = trc.rows().get(f)[3 + 3 * m];
            }
        }
        SkeletonOverTime again = new SkeletonOverTime(CoordinateFrame.SAGITTAL_METRES, times, x, y, x);
        assertThat(written(new MeasuredWalk(again, List.of(), List.of()))).isEqualTo(first);
    }

    @Test
    void numbersAreTheSameInEveryLanguage() throws IOException {
        MeasuredWalk walk = Walks.measured(CoordinateFrame.SAGITTAL_METRES);
        String usually = written(walk);
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(written(walk)).isEqualTo(usually);
        } finally {
            Locale.setDefault(usual);
        }
    }
}
