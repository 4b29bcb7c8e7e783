package org.gaitsuite.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this process for local copies that live as long as somebody works with them. Each process has one of its own, which it
 * locks: what lies in a folder that nobody locks was left by a process that died, and a {@link #sweep} deletes it. Thread-safe.
 */
final class Spool {
    private static final String LOCK = ".lock";
    /** Locks belong to the process, so that asking for one of our own would release it (see fcntl(2)). */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final Path folder;
    private @Nullable FileLock lock;

    /** @param root may be shared by processes; made when it is needed */
    Spool(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.folder = this.root.resolve(UUID.randomUUID().toString());
    }

    /** A path in the folder, which is there now. */
    Path file(String name) throws IOException {
        return open().resolve(name);
    }

    /** The folder itself, which is there now. */
    synchronized Path open() throws IOException {
        if (lock == null) {
            Files.createDirectories(root);
            Path file = lockOf(folder);
            OURS.add(file);
            lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .lock();
        }
        return Files.createDirectories(folder);
    }

    /** Deletes the entries of the folder whose names start so. */
    void delete(String prefix) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, prefix + "*")) {
                for (Path entry : entries) {
                    new FolderTree(entry).delete();
                }
            }
        }
    }

    /** Deletes what processes that died have left. */
    void sweep() throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(root, "*" + LOCK)) {
            for (Path file : locks) {
                if (!OURS.contains(file)) {
                    deleteIfLeft(file);
                }
            }
        }
    }

    private void deleteIfLeft(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            if (free != null) {
                String name = file.getFileName().toString();
                new FolderTree(root.resolve(name.substring(0, name.length() - LOCK.length()))).delete();
                Files.deleteIfExists(file);
            }
        }
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }
}
