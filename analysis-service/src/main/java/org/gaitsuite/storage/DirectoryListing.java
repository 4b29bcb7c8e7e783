package org.gaitsuite.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Walks through the folders of a {@link DirectoryVideoStore}, one folder of at most 1/256 of the analyses in memory at a time. */
record DirectoryListing(Path root) {
    static final String PART = "video.part-";
    static final String WORK = "work-";
    static final String CHECK = ".check-";

    private static final Duration LEFT_OVER_AFTER = Duration.ofDays(1);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What is done with the folder of one analysis. */
    @FunctionalInterface
    private interface Visit {
        void folder(UUID analysis, Path folder) throws IOException;
    }

    void forEachAnalysis(Instant storedBefore, Consumer<UUID> visitor) throws IOException {
        eachFolder((analysis, folder) -> {
            Instant changed = new FolderTree(folder).changed();
            if (Files.exists(folder) && changed.isBefore(storedBefore)) {
                visitor.accept(analysis);
            }
        });
    }

    /** @return bytes of the files that were deleted */
    long sweep() throws IOException {
        Instant before = Instant.now().minus(LEFT_OVER_AFTER);
        long[] deleted = {0};
        for (Path entry : entries(root)) {
            if (entry.getFileName().toString().startsWith(CHECK)) {
                deleted[0] += deleteIfOlder(entry, before);
            }
        }
        eachFolder((analysis, folder) -> {
            Instant changed = new FolderTree(folder).changed();
            for (Path entry : entries(folder)) {
                String name = entry.getFileName().toString();
                if (name.startsWith(PART) || name.startsWith(WORK)) {
                    deleted[0] += deleteIfOlder(entry, before);
                }
            }
            if (changed.isBefore(before)) {
                new FolderTree(folder).deleteIfEmpty();
            }
        });
        return deleted[0];
    }

    private static long deleteIfOlder(Path entry, Instant before) throws IOException {
        FolderTree tree = new FolderTree(entry);
        return tree.changed().isBefore(before) ? tree.delete() : 0;
    }

    private void eachFolder(Visit visit) throws IOException {
        for (Path shelf : entries(root)) {
            for (Path folder : entries(shelf)) {
                String name = folder.getFileName().toString();
                if (ID.matcher(name).matches()) {
                    visit.folder(UUID.fromString(name), folder);
                }
            }
        }
    }

    /** Sorted; none where there is no such folder. */
    private static List<Path> entries(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(all::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        Collections.sort(all);
        return all;
    }
}
