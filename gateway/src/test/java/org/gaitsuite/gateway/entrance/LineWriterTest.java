package org.gaitsuite.gateway.entrance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineWriterTest {
    /** Remembers what it was given at once. */
    private static final class Pieces extends PrintStream {
        private final List<String> pieces = new ArrayList<>();

        Pieces() {
            super(new ByteArrayOutputStream(), false, StandardCharsets.US_ASCII);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            pieces.add(new String(bytes, from, length, StandardCharsets.US_ASCII));
        }
    }

    private final Pieces out = new Pieces();

    private static void add(LineWriter writer, String line) {
        writer.add(line.getBytes(StandardCharsets.US_ASCII), line.length());
    }

    @Test
    void everyLineComesOutOnceInOrderAndInPiecesThatAPipeKeepsWhole() {
        LineWriter writer = new LineWriter(out);
        writer.start();
        List<String> lines = IntStream.range(0, 2_000)
                .mapToObj(i -> "line " + i + " " + "x".repeat(i % 97) + "\n")
                .toList();

        lines.forEach(line -> add(writer, line));
        writer.close();

        assertThat(String.join("", out.pieces)).isEqualTo(String.join("", lines));
        assertThat(out.pieces)
                .allSatisfy(piece -> assertThat(piece).endsWith("\n").hasSizeLessThanOrEqualTo(LineWriter.PIECE));
        assertThat(writer.lost()).isZero();
    }

    @Test
    void whoeverAddsNeverWaitsAndWhatIsLostIsCounted() {
        // Nobody writes: it was not started.
        LineWriter writer = new LineWriter(out);
        String line = "x".repeat(1_023) + "\n";

        for (int i = 0; i < 1_000; i++) {
            add(writer, line);
        }

        assertThat(writer.lost()).isEqualTo(1_000 - 512);
        writer.start();
        writer.close();
        assertThat(String.join("", out.pieces)).hasSize(512 * 1_024);
    }

    @Test
    void aLineThatCouldNotBeWrittenWholeIsAMistake() {
        LineWriter writer = new LineWriter(out);

        assertThatIllegalArgumentException().isThrownBy(() -> add(writer, "x".repeat(LineWriter.PIECE + 1)));
    }
}
