package org.gaitsuite.computation;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a pipe whose other end is not to be trusted: of a longer line only the head is kept, so that a process that prints
 * without a break costs its reader no memory. For one thread.
 */
final class BoundedLines implements AutoCloseable {
    private final InputStream in;
    private final int mostBytes;

    BoundedLines(InputStream in, int mostBytes) {
        this.in = new BufferedInputStream(in);
        this.mostBytes = mostBytes;
    }

    /** @return the next line without its end, or null after the last one */
    @Nullable
    String next() throws IOException {
        int next = in.read();
        if (next < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() < mostBytes) {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
