package org.gaitsuite.pose;

/** Nobody could be followed. The message is a sentence for a clinician. */
public final class PoseRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable word that programs can rely on. */
    public enum Reason {
        NO_PERSON,
        NO_WALK,
        CAMERA_MOVES,
        MODEL_UNAVAILABLE
    }

    private final Reason reason;

    public PoseRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
