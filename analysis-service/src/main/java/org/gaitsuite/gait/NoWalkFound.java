package org.gaitsuite.gait;

/** The landmarks hold no walk that could be measured. The message says why, in a sentence for a clinician. */
public final class NoWalkFound extends Exception {
    private static final long serialVersionUID = 1L;

    public NoWalkFound(String message) {
        super(message);
    }
}
