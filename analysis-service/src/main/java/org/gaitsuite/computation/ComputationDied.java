package org.gaitsuite.computation;

/** A computing process ended without an answer. The message says how, for an operator. */
public final class ComputationDied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ComputationDied(String message) {
        super(message);
    }
}
