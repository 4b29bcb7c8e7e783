package org.gaitsuite.job;

/** An idempotency key came back with another video or other parameters. The message is a sentence for the client. */
public final class KeyReused extends Exception {
    private static final long serialVersionUID = 1L;

    KeyReused(String key) {
        super("The idempotency key '" + key
                + "' was used before for another video or other parameters. Send a new key for a new analysis.");
    }
}
