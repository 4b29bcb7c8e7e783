package org.gaitsuite.session.redis;

import org.jspecify.annotations.Nullable;

/** Redis gives no answer, or one that says it cannot serve at the moment. */
public final class RedisUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason what was seen, for the log, without secrets */
    public RedisUnavailable(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
