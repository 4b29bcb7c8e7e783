package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** An artefact in a folder, compared with its manifest: while it is read if that is in full, otherwise once before. */
record DirectoryArtefact(Path file, Manifest.Entry stored, VerifiedOnce verified) implements Artefact {
    @Override
    public long sizeBytes() {
        return stored.sizeBytes();
    }

    @Override
    public InputStream read(long first, long length) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DamagedContent(file + " is missing, though its manifest lists it");
        }
        if (first == 0 && length == stored.sizeBytes()) {
            return new VerifiedInputStream(Files.newInputStream(file), stored, file.toString());
        }
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        verified.verify(
                new VerifiedOnce.Version(file.toString(), now.lastModifiedTime() + " " + now.size()),
                stored,
                () -> Files.newInputStream(file));
        return UnlistedArtefact.part(file, first, length);
    }
}
