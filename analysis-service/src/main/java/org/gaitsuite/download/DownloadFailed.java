package org.gaitsuite.download;

/** A file could not be fetched; the message is a sentence that says why, and what the next try will find. */
public final class DownloadFailed extends Exception {
    private static final long serialVersionUID = 1L;

    DownloadFailed(String sentence) {
        super(sentence);
    }

    DownloadFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
