package org.gaitsuite.c3d;

/** The bytes are no C3D file that could be read. The message names the place and the value, in a sentence for whoever sent the file. */
public final class C3dMalformed extends Exception {
    private static final long serialVersionUID = 1L;

    public C3dMalformed(String message) {
        super(message);
    }
}
