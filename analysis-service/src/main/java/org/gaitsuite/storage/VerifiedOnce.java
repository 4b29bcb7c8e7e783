package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which files this process has read in full and found to be what was stored, so that a part may be read without reading the
 * whole each time. Remembers the last 4096. Thread-safe.
 */
final class VerifiedOnce {
    private static final int REMEMBERED = 4096;

    /**
     * One state of one file.
     *
     * @param state changes whenever the file is written: its time and size, or an entity tag
     */
    record Version(String file, String state) {}

    /** Opens the file from its start. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    private final Map<Version, Boolean> verified = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Reads the file in full, unless this version of it was read before.
     *
     * @throws DamagedContent if it is not what was stored
     */
    void verify(Version version, Manifest.Entry stored, Opening opening) throws IOException {
        synchronized (verified) {
            if (verified.containsKey(version)) {
                return;
            }
        }
        try (InputStream in = new VerifiedInputStream(opening.open(), stored, version.file())) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        synchronized (verified) {
            verified.put(version, true);
        }
    }
}
