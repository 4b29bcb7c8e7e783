package org.gaitsuite.analysis;

/** The file can be read neither as a video nor as a recording, or is beyond the limits. The message is the refusal's sentence. */
public final class FileRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public FileRefused(Refusal refusal) {
        super(refusal.sentence());
        this.refusal = refusal;
    }

    /** Why, with a slug that programs can rely on. */
    public Refusal refusal() {
        return refusal;
    }
}
