package org.gaitsuite.c3d;

/** Writes C3D files with Intel's order of bytes and real numbers, which every reader takes. */
public final class C3dWriter {
    private C3dWriter() {}

    /**
     * @throws IllegalArgumentException if the file cannot be said in C3D: points or channels of different lengths, more than 65535 of them
     */
    public static byte[] write(C3dFile file) {
        throw new UnsupportedOperationException();
    }
}
