package org.gaitsuite.gateway.upstream;

import org.gaitsuite.gateway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** No instance of a service took the request; nothing of it was sent. */
public final class NoInstanceReached extends Exception {
    private static final long serialVersionUID = 1L;

    private final String service;
    private final boolean busy;

    private NoInstanceReached(String service, boolean busy, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.service = service;
        this.busy = busy;
    }

    static NoInstanceReached after(String service, Throwable lastFailure) {
        return new NoInstanceReached(
                service,
                false,
                "No instance of " + service + " can be reached: " + lastFailure.getMessage(),
                lastFailure);
    }

    /** Nobody was asked, because nobody has answered of late and another request is finding out. */
    public static NoInstanceReached open(String service) {
        return new NoInstanceReached(service, false, "No instance of " + service + " has answered of late", null);
    }

    static NoInstanceReached busy(String service, Throwable crowding) {
        return new NoInstanceReached(
                service, true, "All instances of " + service + " are busy: " + crowding.getMessage(), crowding);
    }

    /** What the caller is told. */
    public Problem problem() {
        return busy ? Problem.tooBusy(service) : Problem.unavailable(service);
    }

    /** What a caller is told whose request could not be sent to {@code service} for any reason. */
    public static Problem problem(Service service, Throwable failure) {
        return failure instanceof NoInstanceReached known ? known.problem() : Problem.unavailable(service.name());
    }
}
