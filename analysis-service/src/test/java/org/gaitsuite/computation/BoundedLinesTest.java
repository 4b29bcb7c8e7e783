package org.gaitsuite.computation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesComeOneAfterTheOther() throws Exception {
        try (BoundedLines lines = new BoundedLines(text("one\n\nthrée\nlast"), 100)) {
            assertThat(lines.next()).isEqualTo("one");
            assertThat(lines.next()).isEmpty();
            assertThat(lines.next()).isEqualTo("thrée");
            assertThat(lines.next()).isEqualTo("last");
            assertThat(lines.next()).isNull();
        }
    }

    @Test
    void ofALongLineTheHeadIsKeptAndTheNextLineIsWhole() throws Exception {
        InputStream garbage = text("x".repeat(1_000_000));
        try (BoundedLines lines = new BoundedLines(new SequenceInputStream(garbage, text("y\nnext\n")), 10)) {
            assertThat(lines.next()).isEqualTo("x".repeat(10));
            assertThat(lines.next()).isEqualTo("next");
            assertThat(lines.next()).isNull();
        }
    }
}
