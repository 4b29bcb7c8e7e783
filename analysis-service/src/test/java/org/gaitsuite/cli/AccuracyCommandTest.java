package org.gaitsuite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccuracyCommandTest {
    @Test
    void aTableOfOneWalkerIsPrintedAndWritten(@TempDir Path folder) throws Exception {
        StringWriter printed = new StringWriter();
        StringWriter watched = new StringWriter();
        Path file = folder.resolve("table.md");
        int exit = new CommandLine(new AccuracyCommand())
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(watched, true))
                .execute("--walkers", "1", "--fps", "30", "--seed", "2001", "--out", file.toString());
        assertThat(exit).isZero();
        assertThat(printed.toString())
                .contains("1 random phantom walkers (seeds 2001 to 2001)")
                .contains("| | 30 fps |")
                .containsPattern("\\| heel strike, ms \\| \\d+ \\(\\d+; bias [+-]\\d+\\) \\|")
                .containsPattern("\\| walkers refused \\| 0 \\|");
        assertThat(Files.readString(file)).isEqualTo(printed.toString());
        assertThat(watched.toString()).contains("walker 2001: heel strikes");
    }

    @Test
    void eachEventIsMatchedOnceAndTheRestAreMissedOrFalse() {
        List<GaitEvent> truth = List.of(strike(Side.LEFT, 1.0), strike(Side.RIGHT, 1.5), strike(Side.LEFT, 2.0));
        List<GaitEvent> found = List.of(strike(Side.LEFT, 1.02), strike(Side.LEFT, 1.1), strike(Side.LEFT, 1.49));
        EventMatches matches = EventMatches.of(EventType.HEEL_STRIKE, truth, truth, found);
        assertThat(matches.pairs()).hasSize(2);
        assertThat(matches.pairs())
                .anySatisfy(pair -> assertThat(pair.errorSeconds()).isCloseTo(0.02, within(1e-9)))
                .anySatisfy(pair -> assertThat(pair.sameSide()).isFalse());
        assertThat(matches.missed()).isEqualTo(1);
        assertThat(matches.invented()).isEqualTo(1);
    }

    @Test
    void aTrueEventOutOfViewIsNotMissed() {
        List<GaitEvent> truth = List.of(strike(Side.LEFT, 1.0), strike(Side.RIGHT, 1.5));
        EventMatches matches = EventMatches.of(EventType.HEEL_STRIKE, truth, truth.subList(1, 2), List.of());
        assertThat(matches.missed()).isEqualTo(1);
        assertThat(matches.pairs()).isEmpty();
    }

    private static GaitEvent strike(Side side, double time) {
        return new GaitEvent(EventType.HEEL_STRIKE, side, time, 1);
    }
}
