package org.gaitsuite.storage;

import java.io.IOException;
import java.nio.file.Path;

/** A video as a local file, for as long as it is not closed. */
public interface LocalVideo extends AutoCloseable {
    Path path();

    /** Removes what was made only for reading. */
    @Override
    void close() throws IOException;
}
