package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A {@link VideoStore} in a directory, which several processes may share. Layout: {@code ab/<id>/video},
 * {@code ab/<id>/artefacts-<attempt>/<name>} with a {@link Manifest} beside them, {@code ab/<id>/work-<attempt>/}, where {@code ab} are
 * the first two digits of the id.
 */
public final class DirectoryVideoStore implements VideoStore {
    private final Path root;
    private final Room room;
    private final DirectoryListing listing;
    private final VerifiedOnce verified = new VerifiedOnce();

    /** Without limits but the size of the volume. */
    public DirectoryVideoStore(Path root) {
        this(root, StoreLimits.NONE);
    }

    /** @param root made when the first video comes, if it is not there */
    public DirectoryVideoStore(Path root, StoreLimits limits) {
        this(root, limits, FreeSpace.at(root));
    }

    DirectoryVideoStore(Path root, StoreLimits limits, FreeSpace volume) {
        this.root = root.toAbsolutePath().normalize();
        this.listing = new DirectoryListing(this.root);
        this.room = new Room(limits.quotaBytes(), limits.keepFreeBytes(), volume, new FolderTree(this.root)::sizes);
    }

    @Override
    public <E extends Exception> StoredVideo store(
            UUID analysis, InputStream body, long maximumBytes, Inspection<E> inspection)
            throws IOException, UploadRefused, E {
        Path folder = folderOf(analysis);
        Path video = folder.resolve("video");
        refuseSecond(video);
        DurableFiles.createFolders(folder);
        Path part = folder.resolve(DirectoryListing.PART + UUID.randomUUID());
        try (Room.Claim claim = room.claim()) {
            StoredVideo stored = write(part, body, new Intake(maximumBytes, claim));
            inspection.look(part);
            refuseSecond(video);
            DurableFiles.move(part, video);
            flushWithFoldersAbove(folder);
            claim.keep();
            return stored;
        } finally {
            Files.deleteIfExists(part);
            new FolderTree(folder).deleteIfEmpty();
        }
    }

    private static void refuseSecond(Path video) throws FileAlreadyExistsException {
        if (Files.exists(video)) {
            throw new FileAlreadyExistsException(video.toString(), null, "this analysis has a video");
        }
    }

    private static StoredVideo write(Path part, InputStream body, Intake intake) throws IOException, UploadRefused {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            StoredVideo stored = intake.read(body, (buffer, length) -> {
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, length);
                while (chunk.hasRemaining()) {
                    file.write(chunk);
                }
            });
            file.force(true);
            return stored;
        }
    }

    /** Another process may have made the folders above a moment ago and not come to flushing them. */
    private void flushWithFoldersAbove(Path folder) throws IOException {
        for (Path above = folder; above != null && above.startsWith(root); above = above.getParent()) {
            DurableFiles.flush(above);
        }
    }

    @Override
    public Optional<LocalVideo> video(UUID analysis, String sha256) throws IOException {
        Path file = folderOf(analysis).resolve("video");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (!Sha256.of(file).equals(sha256)) {
            throw new DamagedContent(
                    "the video of %s is not what was stored: its checksum differs".formatted(analysis));
        }
        return Optional.of(new Kept(file));
    }

    private record Kept(Path path) implements LocalVideo {
        @Override
        public void close() {
            // The file is the store's own.
        }
    }

    @Override
    public void keepArtefacts(UUID analysis, int attempt, Path folder) throws IOException {
        Manifest manifest = Manifest.of(folder);
        for (String name : manifest.entries().keySet()) {
            DurableFiles.flush(folder.resolve(name));
        }
        Files.deleteIfExists(folder.resolve(Manifest.FILE_NAME));
        DurableFiles.writeNew(folder.resolve(Manifest.FILE_NAME), manifest.bytes());
        DurableFiles.flush(folder);
        Path kept = artefactsOf(analysis, attempt);
        DurableFiles.createFolders(folderOf(analysis));
        room.changed(-new FolderTree(kept).delete());
        DurableFiles.move(folder, kept);
        flushWithFoldersAbove(folderOf(analysis));
        room.changed(manifest.sizeBytes());
    }

    @Override
    public Optional<Artefact> artefact(UUID analysis, int attempt, String name) throws IOException {
        if (!Manifest.isArtefactName(name)) {
            return Optional.empty();
        }
        Path folder = artefactsOf(analysis, attempt);
        Path file = folder.resolve(name);
        Optional<Manifest> manifest = manifest(folder);
        if (manifest.isPresent()) {
            return manifest.get().entry(name).map(stored -> new DirectoryArtefact(file, stored, verified));
        }
        // Artefacts of the time before manifests are served as they are.
        return Files.isRegularFile(file) ? Optional.of(new UnlistedArtefact(file, Files.size(file))) : Optional.empty();
    }

    private static Optional<Manifest> manifest(Path folder) throws IOException {
        try {
            return Optional.of(Manifest.parse(Files.readAllBytes(folder.resolve(Manifest.FILE_NAME))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Path workFolder(UUID analysis, int attempt) throws IOException {
        Path folder = folderOf(analysis).resolve(DirectoryListing.WORK + attempt);
        new FolderTree(folder).delete();
        return Files.createDirectories(folder);
    }

    @Override
    public void eraseArtefact(UUID analysis, int attempt, String name) throws IOException {
        if (!Manifest.isArtefactName(name)) {
            return;
        }
        Path folder = artefactsOf(analysis, attempt);
        Optional<Manifest> listed =
                manifest(folder).filter(manifest -> manifest.entry(name).isPresent());
        if (listed.isPresent()) {
            // First, so that a crash here leaves a file that nobody is offered rather than an offer without a file.
            DurableFiles.replace(
                    folder.resolve(Manifest.FILE_NAME),
                    listed.get().without(name).bytes());
        }
        room.changed(-new FolderTree(folder.resolve(name)).delete());
        if (Files.isDirectory(folder)) {
            DurableFiles.flush(folder);
        }
    }

    @Override
    public void eraseVideo(UUID analysis) throws IOException {
        Path folder = folderOf(analysis);
        room.changed(-new FolderTree(folder.resolve("video")).delete());
        if (Files.isDirectory(folder)) {
            DurableFiles.flush(folder);
        }
    }

    @Override
    public void erase(UUID analysis) throws IOException {
        Path folder = folderOf(analysis);
        room.changed(-new FolderTree(folder).delete());
        Path above = root.resolve(folder.getParent());
        if (Files.isDirectory(above)) {
            DurableFiles.flush(above);
        }
    }

    @Override
    public void forEachAnalysis(Instant storedBefore, Consumer<UUID> visitor) throws IOException {
        listing.forEachAnalysis(storedBefore, visitor);
    }

    @Override
    public void sweep() throws IOException {
        room.changed(-listing.sweep());
    }

    @Override
    public void check() throws IOException {
        DurableFiles.createFolders(root);
        Path probe = root.resolve(DirectoryListing.CHECK + UUID.randomUUID());
        try {
            Files.writeString(probe, "ok");
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    @Override
    public String description() {
        return "directory " + root;
    }

    private Path folderOf(UUID analysis) {
        String id = analysis.toString();
        return root.resolve(id.substring(0, 2)).resolve(id);
    }

    private Path artefactsOf(UUID analysis, int attempt) {
        return folderOf(analysis).resolve("artefacts-" + attempt);
    }
}
