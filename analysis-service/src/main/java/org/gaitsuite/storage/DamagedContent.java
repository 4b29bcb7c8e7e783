package org.gaitsuite.storage;

import java.io.IOException;

/** What the store holds is not what was put there: its checksum differs. */
public final class DamagedContent extends IOException {
    private static final long serialVersionUID = 1L;

    public DamagedContent(String message) {
        super(message);
    }
}
