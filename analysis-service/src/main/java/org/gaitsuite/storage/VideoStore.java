package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps one video for each analysis and, beside it, the artefacts that each attempt made. A video is there completely or not at
 * all. Artefacts are kept apart by attempt, so that a late attempt never overwrites what was reported. What is read back is compared
 * with the checksum of what was written. Thread-safe.
 */
public interface VideoStore {
    /** Looks at a video before it is kept. */
    @FunctionalInterface
    interface Inspection<E extends Exception> {
        /** @param video a local file, complete, gone after the call; an exception refuses the video */
        void look(Path video) throws IOException, E;
    }

    /**
     * Streams a body into the store with constant memory; when this returns, the video survives a crash. Whatever is thrown, nothing
     * is left behind.
     *
     * @param maximumBytes the largest accepted body
     * @param analysis has no video yet: a second one is refused with a {@link java.nio.file.FileAlreadyExistsException}
     * @throws UploadRefused if the body is empty or too large, or the store is full
     * @throws IOException if the body breaks off or the store fails, within a bounded time after it stopped answering
     */
    <E extends Exception> StoredVideo store(
            UUID analysis, InputStream body, long maximumBytes, Inspection<E> inspection)
            throws IOException, UploadRefused, E;

    /**
     * The video as a local file for reading.
     *
     * @param sha256 of what was stored, 64 lower-case hexadecimal digits
     * @return empty if there is none
     * @throws DamagedContent if what is there is not what was stored
     */
    Optional<LocalVideo> video(UUID analysis, String sha256) throws IOException;

    /**
     * Publishes the files of a local folder as the artefacts of one attempt, all or none. The folder is consumed. Only files whose
     * names are a lower-case word, a dot and an ending count as artefacts.
     *
     * @param attempt 1 or more; a second call for the same attempt replaces the first
     */
    void keepArtefacts(UUID analysis, int attempt, Path folder) throws IOException;

    /** An artefact, or empty where that attempt made none of that name. */
    Optional<Artefact> artefact(UUID analysis, int attempt, String name) throws IOException;

    /** An empty local folder for the work of one attempt. */
    Path workFolder(UUID analysis, int attempt) throws IOException;

    /** Erases one artefact of an attempt and its mention; the others stay. Erasing what is not there is no error. */
    void eraseArtefact(UUID analysis, int attempt, String name) throws IOException;

    /** Erases the video alone. Erasing what is not there is no error. */
    void eraseVideo(UUID analysis) throws IOException;

    /** Erases the video, the artefacts and unfinished work. Erasing what is not there is no error. */
    void erase(UUID analysis) throws IOException;

    /**
     * Names every analysis of which the store keeps anything, if all of it was stored before a moment. Analyses that come or go during
     * the call may be named or not. The order is that of the ids.
     */
    void forEachAnalysis(Instant storedBefore, Consumer<UUID> visitor) throws IOException;

    /**
     * Removes what processes that died have left behind: parts of uploads, work folders, local copies. Uploads and work in progress
     * stay. For several processes at any time.
     */
    void sweep() throws IOException;

    /** Writes and removes a small file. Throws if the store cannot be used now. */
    void check() throws IOException;

    /** For the line at the start of the log, without secrets. */
    String description();
}
