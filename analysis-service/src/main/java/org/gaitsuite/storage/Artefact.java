package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;

/** A file of an analysis, whole or in part. */
public interface Artefact {
    long sizeBytes();

    /**
     * @param first 0 or more
     * @param length 1 or more; first + length is at most the size
     * @return {@code length} bytes; closed by the caller
     * @throws DamagedContent if what is there is not what was stored
     */
    InputStream read(long first, long length) throws IOException;
}
