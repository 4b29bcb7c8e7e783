package org.gaitsuite.deploy.local;

/** Why the suite cannot run here: one sentence for the person at the terminal, with the way out. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
