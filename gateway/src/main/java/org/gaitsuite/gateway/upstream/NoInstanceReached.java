package org.gaitsuite.gateway.upstream;

/** No instance of a service could be reached; nothing of the request was sent. */
public final class NoInstanceReached extends Exception {
    private static final long serialVersionUID = 1L;

    NoInstanceReached(String service, Throwable lastFailure) {
        super("No instance of " + service + " can be reached: " + lastFailure.getMessage(), lastFailure, false, false);
    }
}
