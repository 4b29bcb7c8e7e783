package org.gaitsuite.gateway.limit;

import org.jspecify.annotations.Nullable;

/**
 * How a client stands with a limit after a request was counted.
 *
 * @param policy the limit
 * @param admitted whether the request may pass
 * @param remaining requests that may follow at once
 * @param seconds until the count begins anew; where the request may not pass, until one may
 */
public record Standing(Policy policy, boolean admitted, long remaining, long seconds) {

    /** The one of the two that has refused, otherwise the one of which less is left; null where there is neither. */
    static @Nullable Standing narrower(@Nullable Standing one, @Nullable Standing other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.admitted != other.admitted) {
            return one.admitted ? other : one;
        }
        return other.remaining < one.remaining ? other : one;
    }
}
