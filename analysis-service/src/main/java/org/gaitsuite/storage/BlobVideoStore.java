package org.gaitsuite.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A {@link VideoStore} in a container of Azure Blob Storage, which any number of processes may share. {@link BlobNames} says how the
 * blobs are called. A video becomes visible when its blocks are committed, artefacts when their {@link Manifest} is written, which is
 * last. Local disk is used only while a video arrives or is worked on.
 */
public final class BlobVideoStore implements VideoStore {
    private static final String SHA256 = "sha256";
    private static final int BUFFER_BYTES = 256 * 1024;

    private final BlobContainer container;
    /** The same container, for whoever cannot wait. */
    private final BlobContainer probe;

    private final Spool spool;
    private final FreeSpace volume;
    private final long keepFree;
    private final Room room;
    private final VerifiedOnce verified = new VerifiedOnce();

    BlobVideoStore(BlobConnection connection, String containerName, Path spool, StoreLimits limits) {
        this.container = connection.container(containerName, BlobConnection.Patience.FOR_WORK);
        this.probe = connection.container(containerName, BlobConnection.Patience.FOR_A_PROBE);
        this.spool = new Spool(spool);
        this.volume = FreeSpace.at(spool);
        this.keepFree = limits.keepFreeBytes();
        this.room = new Room(
                limits.quotaBytes(),
                keepFree,
                volume,
                each -> container.list("", false, blob -> each.accept(blob.sizeBytes())));
    }

    @Override
    public <E extends Exception> StoredVideo store(
            UUID analysis, InputStream body, long maximumBytes, Inspection<E> inspection)
            throws IOException, UploadRefused, E {
        Path copy = spool.file("upload-" + UUID.randomUUID());
        try (Room.Claim claim = room.claim();
                BlockUpload upload = new BlockUpload(container, BlobNames.video(analysis))) {
            StoredVideo stored;
            try (OutputStream file = Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW)) {
                stored = new Intake(maximumBytes, claim).read(body, (buffer, length) -> {
                    file.write(buffer, 0, length);
                    upload.write(buffer, length);
                });
            }
            inspection.look(copy);
            upload.commit(Map.of(SHA256, stored.sha256()));
            claim.keep();
            return stored;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @Override
    public Optional<LocalVideo> video(UUID analysis, String sha256) throws IOException {
        String name = BlobNames.video(analysis);
        Optional<BlobContainer.Facts> video =
                container.facts(name).filter(facts -> facts.metadata().containsKey(SHA256));
        return video.isEmpty() ? Optional.empty() : Optional.of(fetch(name, video.get(), sha256));
    }

    private LocalVideo fetch(String name, BlobContainer.Facts video, String sha256) throws IOException {
        if (volume.bytes() - video.sizeBytes() < keepFree) {
            throw new IOException("the volume of the spool has no room for a local copy of " + name);
        }
        Path copy = spool.file("video-" + UUID.randomUUID());
        boolean good = false;
        Manifest.Entry stored = new Manifest.Entry(video.sizeBytes(), sha256);
        try (InputStream in = new VerifiedInputStream(
                        new RangedInputStream(container, name, video.etag(), 0, video.sizeBytes()), stored, name);
                OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(copy, StandardOpenOption.CREATE_NEW), BUFFER_BYTES)) {
            in.transferTo(out);
            good = true;
        } finally {
            if (!good) {
                Files.deleteIfExists(copy);
            }
        }
        return new Copy(copy);
    }

    private record Copy(Path path) implements LocalVideo {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void keepArtefacts(UUID analysis, int attempt, Path folder) throws IOException {
        Manifest manifest = Manifest.of(folder);
        eraseArtefacts(analysis, attempt);
        for (String name : manifest.entries().keySet()) {
            send(folder.resolve(name), BlobNames.artefact(analysis, attempt, name));
        }
        container.put(BlobNames.manifest(analysis, attempt), manifest.bytes());
        room.changed(manifest.sizeBytes());
        new FolderTree(folder).delete();
    }

    private void send(Path file, String name) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file);
                BlockUpload upload = new BlockUpload(container, name)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                upload.write(buffer, n);
            }
            upload.commit(Map.of());
        }
    }

    /** The manifest goes first, so that the artefacts are gone together. */
    private void eraseArtefacts(UUID analysis, int attempt) throws IOException {
        container.delete(BlobNames.manifest(analysis, attempt));
        erase(BlobNames.artefacts(analysis, attempt));
    }

    @Override
    public Optional<Artefact> artefact(UUID analysis, int attempt, String name) throws IOException {
        if (!Manifest.isArtefactName(name)) {
            return Optional.empty();
        }
        Optional<byte[]> manifest = container.read(BlobNames.manifest(analysis, attempt));
        return manifest.isEmpty()
                ? Optional.empty()
                : Manifest.parse(manifest.get())
                        .entry(name)
                        .map(stored -> new BlobArtefact(
                                container, BlobNames.artefact(analysis, attempt, name), stored, verified));
    }

    @Override
    public Path workFolder(UUID analysis, int attempt) throws IOException {
        Path folder = spool.file(workName(analysis) + attempt);
        new FolderTree(folder).delete();
        return Files.createDirectories(folder);
    }

    private static String workName(UUID analysis) {
        return "work-" + analysis + "-";
    }

    @Override
    public void eraseArtefact(UUID analysis, int attempt, String name) throws IOException {
        if (!Manifest.isArtefactName(name)) {
            return;
        }
        String manifest = BlobNames.manifest(analysis, attempt);
        Optional<byte[]> listed = container.read(manifest);
        if (listed.isPresent()) {
            // First, so that a crash here leaves a blob that nobody is offered rather than an offer without a blob.
            container.put(manifest, Manifest.parse(listed.get()).without(name).bytes());
        }
        erase(BlobNames.artefact(analysis, attempt, name));
    }

    @Override
    public void eraseVideo(UUID analysis) throws IOException {
        // A prefix, because parts of an upload are not found by the name.
        erase(BlobNames.video(analysis));
    }

    @Override
    public void erase(UUID analysis) throws IOException {
        erase(BlobNames.prefix(analysis));
        spool.delete(workName(analysis));
    }

    private void erase(String prefix) throws IOException {
        List<BlobContainer.Listed> blobs = new ArrayList<>();
        container.list(prefix, true, blobs::add);
        for (BlobContainer.Listed blob : blobs) {
            if (blob.committed()) {
                container.delete(blob.name());
                room.changed(-blob.sizeBytes());
            } else {
                container.discard(blob.name());
            }
        }
    }

    @Override
    public void forEachAnalysis(Instant storedBefore, Consumer<UUID> visitor) throws IOException {
        ByAnalysis byAnalysis = new ByAnalysis(storedBefore, visitor);
        container.list("", false, byAnalysis::take);
        byAnalysis.end();
    }

    /** Blobs come sorted by name, so those of one analysis come together. */
    private static final class ByAnalysis {
        private final Instant storedBefore;
        private final Consumer<UUID> visitor;
        private Optional<UUID> current = Optional.empty();
        private Instant changed = Instant.EPOCH;

        ByAnalysis(Instant storedBefore, Consumer<UUID> visitor) {
            this.storedBefore = storedBefore;
            this.visitor = visitor;
        }

        void take(BlobContainer.Listed blob) {
            Optional<UUID> analysis = BlobNames.analysis(blob.name());
            if (!analysis.equals(current)) {
                end();
                current = analysis;
                changed = Instant.EPOCH;
            }
            changed = blob.changed().isAfter(changed) ? blob.changed() : changed;
        }

        void end() {
            if (changed.isBefore(storedBefore)) {
                current.ifPresent(visitor);
            }
        }
    }

    @Override
    public void sweep() throws IOException {
        spool.sweep();
    }

    @Override
    public void check() throws IOException {
        String name = ".check-" + UUID.randomUUID();
        probe.put(name, "ok".getBytes(StandardCharsets.UTF_8));
        probe.delete(name);
        spool.open();
    }

    @Override
    public String description() {
        return container.address();
    }
}
