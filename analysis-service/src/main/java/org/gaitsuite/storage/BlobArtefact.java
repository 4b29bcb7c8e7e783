package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;

/** An artefact in a container, compared with its manifest: while it is read if that is in full, otherwise once before. */
record BlobArtefact(BlobContainer container, String name, Manifest.Entry stored, VerifiedOnce verified)
        implements Artefact {
    @Override
    public long sizeBytes() {
        return stored.sizeBytes();
    }

    @Override
    public InputStream read(long first, long length) throws IOException {
        BlobContainer.Facts now = container
                .facts(name)
                .filter(facts -> facts.sizeBytes() == stored.sizeBytes())
                .orElseThrow(() -> new DamagedContent(name + " is missing or of another size than its manifest says"));
        if (first == 0 && length == stored.sizeBytes()) {
            return new VerifiedInputStream(whole(now), stored, name);
        }
        verified.verify(new VerifiedOnce.Version(name, now.etag()), stored, () -> whole(now));
        return new RangedInputStream(container, name, now.etag(), first, length);
    }

    private InputStream whole(BlobContainer.Facts now) {
        return new RangedInputStream(container, name, now.etag(), 0, stored.sizeBytes());
    }
}
