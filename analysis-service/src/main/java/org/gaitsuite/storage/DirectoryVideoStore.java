package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@link VideoStore} in a directory, which several processes may share. Layout: {@code ab/<id>/video},
 * {@code ab/<id>/artefacts-<attempt>/<name>}, {@code ab/<id>/work-<attempt>/}, where {@code ab} are the first two digits of the id.
 */
public final class DirectoryVideoStore implements VideoStore {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final Pattern ARTEFACT_NAME = Pattern.compile("[a-z][a-z0-9_-]{0,40}\\.[a-z0-9]{1,8}");

    private final Path root;

    /** @param root made when the first video comes, if it is not there */
    public DirectoryVideoStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public <E extends Exception> StoredVideo store(
            UUID analysis, InputStream body, long maximumBytes, Inspection<E> inspection)
            throws IOException, UploadRefused, E {
        Path folder = Files.createDirectories(folderOf(analysis));
        Path part = folder.resolve("video.part-" + UUID.randomUUID());
        try {
            StoredVideo stored = write(part, body, maximumBytes);
            inspection.look(part);
            move(part, folder.resolve("video"));
            flushDirectory(folder);
            return stored;
        } finally {
            Files.deleteIfExists(part);
            deleteIfEmpty(folder);
        }
    }

    private static StoredVideo write(Path part, InputStream body, long maximumBytes) throws IOException, UploadRefused {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                size += n;
                if (size > maximumBytes) {
                    throw new UploadRefused(
                            UploadRefused.Reason.TOO_LARGE,
                            "The upload is larger than the %s that are accepted. Send a shorter or smaller video."
                                    .formatted(readable(maximumBytes)));
                }
                digest.update(buffer, 0, n);
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, n);
                while (chunk.hasRemaining()) {
                    file.write(chunk);
                }
            }
            if (size == 0) {
                throw new UploadRefused(
                        UploadRefused.Reason.EMPTY,
                        "The upload is empty: 0 bytes arrived. Send the video as the body.");
            }
            file.force(true);
        }
        return new StoredVideo(size, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public Optional<LocalVideo> video(UUID analysis, String sha256) {
        Path file = folderOf(analysis).resolve("video");
        return Files.isRegularFile(file) ? Optional.of(new Kept(file)) : Optional.empty();
    }

    private record Kept(Path path) implements LocalVideo {
        @Override
        public void close() {
            // The file is the store's own.
        }
    }

    @Override
    public void eraseVideo(UUID analysis) throws IOException {
        Files.deleteIfExists(folderOf(analysis).resolve("video"));
    }

    @Override
    public void keepArtefacts(UUID analysis, int attempt, Path folder) throws IOException {
        Path kept = folderOf(analysis).resolve("artefacts-" + attempt);
        deleteTree(kept);
        move(folder, kept);
        flushDirectory(folderOf(analysis));
    }

    @Override
    public Optional<Artefact> artefact(UUID analysis, int attempt, String name) throws IOException {
        if (!ARTEFACT_NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Path file = folderOf(analysis).resolve("artefacts-" + attempt).resolve(name);
        return Files.isRegularFile(file) ? Optional.of(new FileArtefact(file, Files.size(file))) : Optional.empty();
    }

    private record FileArtefact(Path path, long sizeBytes) implements Artefact {
        @Override
        public InputStream read(long first, long length) throws IOException {
            InputStream in = Files.newInputStream(path);
            in.skipNBytes(first);
            return new LimitedInputStream(in, length);
        }
    }

    @Override
    public Path workFolder(UUID analysis, int attempt) throws IOException {
        Path folder = folderOf(analysis).resolve("work-" + attempt);
        deleteTree(folder);
        return Files.createDirectories(folder);
    }

    @Override
    public void erase(UUID analysis) throws IOException {
        deleteTree(folderOf(analysis));
    }

    @Override
    public void eraseArtefact(UUID analysis, int attempt, String name) throws IOException {
        if (ARTEFACT_NAME.matcher(name).matches()) {
            Files.deleteIfExists(
                    folderOf(analysis).resolve("artefacts-" + attempt).resolve(name));
        }
    }

    @Override
    public void forEachAnalysis(Instant storedBefore, Consumer<UUID> consumer) throws IOException {
        try (DirectoryStream<Path> shelves = Files.newDirectoryStream(root, "[0-9a-f][0-9a-f]")) {
            for (Path shelf : shelves) {
                try (DirectoryStream<Path> folders = Files.newDirectoryStream(shelf, "*-*-*-*-*")) {
                    for (Path folder : folders) {
                        if (Files.getLastModifiedTime(folder).toInstant().isBefore(storedBefore)) {
                            consumer.accept(UUID.fromString(folder.getFileName().toString()));
                        }
                    }
                }
            }
        }
    }

    @Override
    public void sweep(Instant before) throws IOException {
        List<UUID> analyses = new ArrayList<>();
        forEachAnalysis(Instant.MAX, analyses::add);
        for (UUID analysis : analyses) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folderOf(analysis), "{video.part-*,work-*}")) {
                for (Path path : left) {
                    if (Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
                        deleteTree(path);
                    }
                }
            }
        }
    }

    @Override
    public void check() throws IOException {
        Files.createDirectories(root);
        Path probe = Files.createTempFile(root, ".check-", "");
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

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the volume of " + to + " cannot rename files atomically", e);
        }
    }

    /** Makes a rename survive a power cut (fsync of the directory, see rename(2)). */
    private static void flushDirectory(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            if (entries.iterator().hasNext()) {
                return;
            }
        }
        Files.deleteIfExists(folder);
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                if (e != null && !(e instanceof NoSuchFileException)) {
                    throw e;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static String readable(long bytes) {
        return bytes >= 1 << 30
                ? "%.1f GiB".formatted(bytes / (double) (1 << 30))
                : bytes >= 1 << 20 ? "%d MiB".formatted(bytes >> 20) : "%d bytes".formatted(bytes);
    }
}
