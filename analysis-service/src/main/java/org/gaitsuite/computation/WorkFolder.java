package org.gaitsuite.computation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The temporary folder in which a computing process lives, and where it leaves the report of a crash. */
record WorkFolder(Path path) {
    private static final String PREFIX = "gait-computation-";

    static WorkFolder create() throws IOException {
        return new WorkFolder(Files.createTempDirectory(PREFIX));
    }

    /** Removes this process's own folder, if it was started in one. */
    static void removeOwn() throws IOException {
        Path own = Path.of("").toAbsolutePath();
        Path name = own.getFileName();
        if (name != null && name.toString().startsWith(PREFIX)) {
            new WorkFolder(own).remove();
        }
    }

    /** Removes the folder and the files in it. Removing what is gone is no error. */
    void remove() throws IOException {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (var files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path);
    }
}
