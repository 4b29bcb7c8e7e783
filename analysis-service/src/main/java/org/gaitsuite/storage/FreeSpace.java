package org.gaitsuite.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is free on the volume of a folder, which need not be there yet. */
@FunctionalInterface
interface FreeSpace {
    /** In bytes, as far as this process may use it. */
    long bytes() throws IOException;

    static FreeSpace at(Path folder) {
        Path absolute = folder.toAbsolutePath();
        return () -> {
            Path there = absolute;
            for (Path above = absolute; above != null && !Files.exists(there); above = above.getParent()) {
                there = above;
            }
            return Files.getFileStore(there).getUsableSpace();
        };
    }
}
