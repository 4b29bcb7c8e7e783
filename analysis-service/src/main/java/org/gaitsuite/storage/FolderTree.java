package org.gaitsuite.storage;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A folder with everything below it, while others may add to it and take from it. Symbolic links are not followed. */
record FolderTree(Path folder) {
    /**
     * Deletes it; what is not there is no error.
     *
     * @return bytes of the files that this call deleted
     */
    long delete() throws IOException {
        long[] deleted = {0};
        walk(new Tolerant() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (Files.deleteIfExists(file)) {
                    deleted[0] += attributes.size();
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                FileVisitResult result = super.postVisitDirectory(directory, e);
                Files.deleteIfExists(directory);
                return result;
            }
        });
        return deleted[0];
    }

    /** Deletes the folder alone, and only if nothing is in it. */
    void deleteIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException expected) {
            // What is in it stays.
        }
    }

    /** The sizes of all files, in bytes. */
    void sizes(LongConsumer each) throws IOException {
        walk(new Tolerant() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                each.accept(attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** When anything in it changed last: a file's content, or a folder's entries. */
    Instant changed() throws IOException {
        FileTime[] latest = {FileTime.from(Instant.EPOCH)};
        walk(new Tolerant() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return visitFile(directory, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.lastModifiedTime().compareTo(latest[0]) > 0) {
                    latest[0] = attributes.lastModifiedTime();
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return latest[0].toInstant();
    }

    private void walk(Tolerant visitor) throws IOException {
        Files.walkFileTree(folder, visitor);
    }

    /** What another process has deleted in the meantime is passed over. */
    private static class Tolerant extends SimpleFileVisitor<Path> {
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
            return FileVisitResult.CONTINUE;
        }
    }
}
