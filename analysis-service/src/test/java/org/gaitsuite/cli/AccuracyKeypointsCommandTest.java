package org.gaitsuite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;
import org.gaitsuite.phantom.TrackedWalk;
import org.gaitsuite.phantom.TrackerFaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyKeypointsCommandTest {
    private static String run(Path file, String... more) {
        StringWriter printed = new StringWriter();
        int exit = GaitCommand.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(Stream.concat(
                                Stream.of(
                                        "accuracy", "keypoints", "--walkers", "3", "--fps", "60,30", "--noise", "0,3"),
                                Stream.concat(Stream.of("--out", file.toString()), Stream.of(more)))
                        .toArray(String[]::new));
        assertThat(exit).isZero();
        return printed.toString();
    }

    @Test
    void theSameOptionsPrintTheSameTables(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tables.md");
        String tables = run(file);
        assertThat(tables)
                .contains("Keypoints of 3 random phantom walkers (seeds 1 to 3)")
                .contains("| 0 px, 30 fps | 3 px, 30 fps | 5 px, 60 fps |")
                .containsPattern("\\| heel strike, ms \\| [\\d.]+ \\([\\d.]+; [+-][\\d.]+\\) \\|")
                .containsPattern("\\| step time, a side \\| [\\d.]+ \\([\\d.]+\\) \\|")
                .containsPattern("\\| 3 px, 60 fps \\| +/ 0.000 \\|")
                .contains("| walkers refused | 0 |");
        assertThat(Files.readString(file)).isEqualTo(tables);
        assertThat(run(file)).isEqualTo(tables);
    }

    @Test
    void exchangesAreLeftOutOnRequestAndNothingElseIs(@TempDir Path folder) {
        String all = run(folder.resolve("all.md"));
        String without = run(folder.resolve("without.md"), "--no-exchanges");
        assertThat(all).startsWith(without);
        assertThat(all.substring(without.length())).startsWith("Exchanges of left and right");
    }

    /** The goal of the repair, on few walkers; the command measures it on many. */
    @Test
    void exchangesAreUndoneAndCleanFramesLeftAlone() {
        SwapScore all = SwapScore.NONE;
        for (long seed = 1; seed <= 12; seed++) {
            for (double rate : new double[] {25, 60}) {
                var truth = PhantomWalk.truth(PhantomSettings.randomTracked(seed, rate));
                for (TrackerFaults faults : KeypointCondition.exchanges(5)) {
                    all = all.plus(SwapScore.of(TrackedWalk.of(truth.pixels(), faults, seed)));
                }
            }
        }
        assertThat(all.undonePercent()).isGreaterThan(99);
        assertThat(all.touchedPercent()).isLessThan(0.1);
    }
}
