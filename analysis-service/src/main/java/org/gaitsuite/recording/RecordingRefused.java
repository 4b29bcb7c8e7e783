package org.gaitsuite.recording;

import org.jspecify.annotations.Nullable;

/** A file of keypoints or markers that cannot be read. The message is a sentence or two for whoever sent it. */
public final class RecordingRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable word that programs can rely on. */
    public enum Reason {
        /** Neither keypoints nor markers of a kind that is read here. */
        UNKNOWN_FORMAT,
        /** It breaks the rules of its own format, or is cut off. */
        MALFORMED,
        /** Beyond the limits on bytes, frames, people or landmarks. */
        TOO_LARGE,
        /** Keypoints without times, and no rate was given. */
        FRAME_RATE_NEEDED,
        /** Keypoints in shares of a picture whose size is not known. */
        PICTURE_SIZE_NEEDED,
        /** No frame shows anybody, or nobody's legs. */
        NOBODY,
        /** The landmarks that a gait analysis needs are not among those of the file. */
        LANDMARKS_MISSING
    }

    private final Reason reason;

    public RecordingRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    static RecordingRefused malformed(String message, @Nullable Object... values) {
        return new RecordingRefused(Reason.MALFORMED, message.formatted(values));
    }
}
