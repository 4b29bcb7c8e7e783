package org.gaitsuite.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLineTest {
    private final LogLine line = new LogLine();

    @Test
    void timesOfTheSameSecondAndOfTheNext() {
        for (String time : List.of(
                "2026-11-22T04:59:59.007Z",
                "2026-11-22T04:59:59.070Z",
                "2026-11-22T04:59:59.700Z",
                "2026-11-22T05:00:00.000Z",
                "2026-11-22T04:59:59.999Z")) {
            assertThat(line.clear().addTime(Instant.parse(time).toEpochMilli())).hasToString(time);
        }
    }

    @Test
    void whatAClientChoseEndsNeitherTheLineNorTheString() {
        line.add("[").addPrintable("/a\n\"b\\c\0d e\u00e4\u20ac", 200).add("]");

        assertThat(line).hasToString("[/a??b?c?d?e??]");
    }

    @Test
    void whatIsTooLongIsCutOff() {
        line.addPrintable("x".repeat(300), 200).add(7);
        assertThat(line).hasToString("x".repeat(200) + "7");

        for (int i = 0; i < 100; i++) {
            line.add("y".repeat(100)).addPrintable("z".repeat(100), 200);
        }
        assertThat(line.length()).isEqualTo(LineWriter.PIECE);
    }
}
