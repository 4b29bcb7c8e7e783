package org.gaitsuite.video;

/** A file that cannot be analysed as a video. The message is a sentence for a clinician, with the value that was wrong. */
public final class VideoRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable word that programs can rely on. */
    public enum Reason {
        NOT_A_VIDEO,
        TRUNCATED,
        NO_FRAMES,
        TOO_LONG,
        TOO_LARGE,
        UNSUPPORTED_CODEC
    }

    private final Reason reason;

    public VideoRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
