package org.gaitsuite.storage;

/** A body that the store does not keep. Nothing of it is left behind. The message is a sentence for a clinician. */
public final class UploadRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable word that programs can rely on. */
    public enum Reason {
        EMPTY,
        TOO_LARGE,
        /** The store has reached its quota. */
        STORE_FULL
    }

    private final Reason reason;

    public UploadRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
