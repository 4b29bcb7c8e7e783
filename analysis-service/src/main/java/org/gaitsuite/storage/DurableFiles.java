package org.gaitsuite.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/** Steps on the file system that a power cut does not undo once they return (fsync of files and of the folders that name them). */
final class DurableFiles {
    private DurableFiles() {}

    /** Makes a folder and those above it, each with its entry in the one above. */
    static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.toAbsolutePath().getParent();
        if (above != null) {
            createFolders(above);
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        if (above != null) {
            flush(above);
        }
    }

    /** Renames in one step, in place of what was there. */
    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the volume of " + to + " cannot rename files atomically", e);
        }
    }

    /** Of a file: its content. Of a folder: which entries it has. */
    static void flush(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void writeNew(Path file, byte[] content) throws IOException {
        Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        flush(file);
    }

    /** Writes a file in place of what was there, in one step. */
    static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part-" + UUID.randomUUID());
        try {
            writeNew(part, content);
            move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
        flush(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }
}
