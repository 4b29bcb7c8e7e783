package org.gaitsuite.c3d;

import java.io.IOException;
import java.nio.file.Path;

/** Reads C3D files, which may come from strangers: no count in a file is believed before the file was seen to be long enough for it. */
public final class C3dReader {
    private C3dReader() {}

    /**
     * @throws C3dMalformed if the bytes are no C3D file, or hold less than they say
     */
    public static C3dFile read(byte[] bytes) throws C3dMalformed {
        throw new UnsupportedOperationException();
    }

    /**
     * @throws C3dMalformed as {@link #read(byte[])}, and where the file is longer than any laboratory's
     * @throws IOException if the file could not be opened
     */
    public static C3dFile read(Path file) throws C3dMalformed, IOException {
        throw new UnsupportedOperationException();
    }
}
