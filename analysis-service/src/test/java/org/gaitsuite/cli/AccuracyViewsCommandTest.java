package org.gaitsuite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class AccuracyViewsCommandTest {
    private static String run() {
        StringWriter printed = new StringWriter();
        int exit = GaitCommand.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute("accuracy", "views", "--walkers", "2", "--angles", "0,20,45,80", "--noise", "1");
        assertThat(exit).isZero();
        return printed.toString();
    }

    @Test
    void theSameOptionsPrintTheSameTableOfWhatIsFoundAtEachAngle() {
        String table = run();
        assertThat(table)
                .contains("2 random phantom walkers (seeds 1 to 2)")
                .contains("|  | 0° | 20° | 45° | 80° |")
                .contains(
                        "| measured as side view / frontal view / refused | 2 / 0 / 0 | 2 / 0 / 0 | 2 / 0 / 0 | 0 / 2 / 0 |")
                .containsPattern(
                        "\\| angle found, deg: [^|]+ \\| 0 \\([^|]+ \\| (19|20|21|22) \\([^|]+ \\| 4\\d \\([^|]+ \\| (79|80|81|82) \\(")
                .containsPattern("\\| said to be aslant, % \\| 0 \\| 100 \\| 100 \\|")
                .containsPattern(
                        "\\| step length, cm \\| [\\d.]+ \\([+-][\\d.]+\\) \\| [\\d.]+ \\([+-][\\d.]+\\) \\| none \\| none \\|")
                .contains("| step length and knee range withheld, % | 0 | 0 | 100 | none |");
        assertThat(run()).isEqualTo(table);
    }
}
