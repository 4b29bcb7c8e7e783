package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An artefact that no manifest lists: an installation kept it before there were manifests. */
record UnlistedArtefact(Path file, long sizeBytes) implements Artefact {
    @Override
    public InputStream read(long first, long length) throws IOException {
        return part(file, first, length);
    }

    static InputStream part(Path file, long first, long length) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(first);
        } catch (IOException e) {
            in.close();
            throw e;
        }
        return new LimitedInputStream(in, length);
    }
}
