package org.gaitsuite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaitsuite.gait.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyWinterCommandTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(Path input) {
        return GaitCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute("accuracy", "winter", input.toString());
    }

    private void runOnTheTable() {
        Path table = SharedData.folder().resolve("data/winter/WinterTableA1.txt");
        assumeTrue(Files.exists(table), "Winter's table not found at " + table + ", set GAIT_SHARED");
        assertThat(run(table)).as(errors.toString()).isZero();
    }

    /** The numbers of the rows with that title, cell by cell; a cell that is no number is NaN. */
    private List<double[]> rows(String title) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith("| " + title))
                .map(line -> Stream.of(line.split("\\|", -1))
                        .skip(2)
                        .mapToDouble(cell ->
                                cell.strip().matches("[-+0-9.]+") ? Double.parseDouble(cell.strip()) : Double.NaN)
                        .toArray())
                .toList();
    }

    @Test
    void bothMarkedHeelStrikesAndTheToeOffBetweenAreFoundWithinAFrame() {
        runOnTheTable();
        assertThat(rows("heel strike"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(Math.abs(row[2])).isLessThan(15));
        assertThat(Math.abs(rows("toe off").get(1)[2])).isLessThan(15);
    }

    @Test
    void timesAndLengthsAreThoseOfTheMarkedFrames() {
        runOnTheTable();
        assertThat(Math.abs(rows("stride time").getFirst()[2])).isLessThan(0.01);
        assertThat(Math.abs(rows("stance time").getFirst()[2])).isLessThan(0.02);
        assertThat(Math.abs(rows("stride length").getFirst()[2])).isLessThan(0.02);
        assertThat(Math.abs(rows("walking speed").getFirst()[2])).isLessThan(0.03);
    }

    /** The filter takes a degree or so off; an angle of another definition would be off by five or more. */
    @Test
    void anglesAreThoseBetweenThePrintedPoints() {
        runOnTheTable();
        for (String angle : List.of("hip flexion", "knee flexion", "ankle dorsiflexion")) {
            assertThat(rows(angle).getFirst()[0]).as(angle).isLessThan(2.5);
            assertThat(Math.abs(rows(angle).getFirst()[1]))
                    .as("offset of " + angle)
                    .isLessThan(0.3);
        }
    }

    @Test
    void whatIsNotTheTableIsRefusedInASentence() throws IOException {
        Path other = folder.resolve("other.txt");
        assertThat(run(other)).isEqualTo(2);
        assertThat(errors.toString()).startsWith("There is no file").endsWith("read.\n");
        errors.getBuffer().setLength(0);
        Files.writeString(other, "1 2 3\n");
        assertThat(run(other)).isEqualTo(2);
        assertThat(errors.toString()).contains("other.txt has 1 lines");
        errors.getBuffer().setLength(0);
        Files.writeString(other, "1 2 x\n".repeat(108));
        assertThat(run(other)).isEqualTo(2);
        assertThat(errors.toString()).contains("Line 3 is no row of 18 numbers");
    }
}
