package org.gaitsuite.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps one video for each analysis and, beside it, the artefacts that each attempt made. A video is there completely or not at
 * all. Artefacts are kept apart by attempt, so that a late attempt never overwrites what was reported. Thread-safe.
 */
public interface VideoStore {
    /**
     * Streams a body into the store with constant memory; when this returns, the video survives a crash.
     *
     * @param maximumBytes the largest accepted body
     * @throws UploadRefused if the body is empty or too large; nothing is left behind
     * @throws IOException if the body breaks off or the store fails; nothing is left behind
     */
    StoredVideo store(UUID analysis, InputStream body, long maximumBytes) throws IOException, UploadRefused;

    /** A local file with the video for reading, or empty if there is none. */
    Optional<Path> video(UUID analysis) throws IOException;

    /**
     * Publishes the files of a local folder as the artefacts of one attempt, all or none. The folder is consumed.
     *
     * @param attempt 1 or more; a second call for the same attempt replaces the first
     */
    void keepArtefacts(UUID analysis, int attempt, Path folder) throws IOException;

    /** A local file with an artefact, or empty where that attempt made none of that name. */
    Optional<Path> artefact(UUID analysis, int attempt, String name) throws IOException;

    /** An empty local folder for the work of one attempt, on the same volume as the store. */
    Path workFolder(UUID analysis, int attempt) throws IOException;

    /** Erases the video, the artefacts and unfinished work. Erasing what is not there is no error. */
    void erase(UUID analysis) throws IOException;

    /** Writes and removes a small file. Throws if the store cannot be used now. */
    void check() throws IOException;

    /** For the line at the start of the log, without secrets. */
    String description();
}
