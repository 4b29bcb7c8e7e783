package org.gaitsuite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.gaitsuite.c3d.C3dEvent;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.Walks;
import org.gaitsuite.recording.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccuracyMarkersCommandTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(Path input, String... options) {
        return new CommandLine(new AccuracyMarkersCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(Stream.concat(Stream.of(input.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    /** The walker's true strikes, later by some seconds, those that are asked for. */
    private Path trial(double later, DoublePredicate labelled) throws IOException {
        List<C3dEvent> labels = Stream.of(Side.values())
                .flatMap(side -> Walks.heelStrikes(side).stream()
                        .filter(t -> labelled.test(t))
                        .map(t -> new C3dEvent(
                                "Foot Strike", side == Side.LEFT ? "Left" : "Right", t + later + 40 / 50.0)))
                .toList();
        return Files.write(folder.resolve("walk.c3d"), Written.c3d(Walks.metres(), labels));
    }

    /** Mean error, median error, bias; found, missed and extra of heel strikes by the consensus. */
    private double[] strikes() {
        String row = out.toString()
                .lines()
                .filter(line -> line.startsWith("| consensus"))
                .findFirst()
                .orElseThrow();
        String[] cells = row.split("\\|", -1);
        String[] counts = cells[5].split("/", -1);
        return Stream.of(cells[2], cells[3], cells[4], counts[0], counts[1], counts[2])
                .mapToDouble(cell -> Double.parseDouble(cell.strip()))
                .toArray();
    }

    @Test
    void labelsThatComeLaterMakeTheBiasEarlierByAsMuch() throws IOException {
        assertThat(run(trial(0, t -> true))).isZero();
        double[] exact = strikes();
        out.getBuffer().setLength(0);
        assertThat(run(trial(0.04, t -> true))).isZero();
        double[] later = strikes();
        assertThat(later[2]).isCloseTo(exact[2] - 40, within(0.3));
        assertThat(exact[3]).isGreaterThanOrEqualTo(9);
        assertThat(exact[4] + exact[5]).as("missed and extra").isZero();
    }

    /** The walker is drawn without noise, so the signal asks for the most there is, 10 Hz. */
    @Test
    void theTrialsAreReadAtTheCutOffThatIsAskedFor() throws IOException {
        Path trial = trial(0, t -> true);
        assertThat(run(trial, "--cut-off", "auto")).isZero();
        String chosen = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run(trial, "--cut-off", "10")).isZero();
        assertThat(out.toString()).isEqualTo(chosen);
        out.getBuffer().setLength(0);
        assertThat(run(trial)).isZero();
        assertThat(out.toString()).isNotEqualTo(chosen);

        assertThat(run(trial, "--cut-off", "99")).isEqualTo(2);
        assertThat(errors.toString()).contains("cut-off is 99.0 Hz, expected 1.0 to 50.0 Hz");
    }

    @Test
    void aContactThatNobodyLabelledIsExtra() throws IOException {
        double[] left =
                Walks.heelStrikes(Side.LEFT).stream().mapToDouble(t -> t).toArray();
        double unlabelled = left[left.length / 2];
        assertThat(run(trial(0, t -> Math.abs(t - unlabelled) > 1e-9))).isZero();
        assertThat(strikes()[5]).isEqualTo(1);
        assertThat(strikes()[4]).isZero();
    }

    @Test
    void aContactThatNobodyMadeIsMissed() throws IOException {
        List<C3dEvent> labels = List.of(
                new C3dEvent("Foot Strike", "Left", Walks.heelStrikes(Side.LEFT).get(1) + 0.8),
                new C3dEvent("Foot Strike", "Left", Walks.heelStrikes(Side.LEFT).get(2) - 0.5 + 0.8),
                new C3dEvent("Foot Strike", "Left", Walks.heelStrikes(Side.LEFT).get(3) + 0.8));
        assertThat(run(Files.write(folder.resolve("walk.c3d"), Written.c3d(Walks.metres(), labels))))
                .isZero();
        assertThat(strikes()[4]).isEqualTo(1);
    }

    @Test
    void whatHasNoLabelsIsLeftOutWithTheReason() throws IOException {
        assertThat(run(trial(0, t -> false))).isEqualTo(2);
        assertThat(errors.toString()).contains("walk.c3d: no contact is labelled");
        Files.writeString(folder.resolve("walk.c3d"), "nonsense");
        assertThat(run(folder)).isEqualTo(2);
        assertThat(errors.toString()).contains("neither C3D");
    }

    @Test
    void whatIsNotThereIsSaidInASentence() {
        assertThat(run(folder.resolve("nothing.c3d"))).isEqualTo(2);
        assertThat(errors.toString().lines().toList())
                .singleElement()
                .asString()
                .startsWith("There is no file or folder")
                .contains("nothing.c3d");
    }
}
