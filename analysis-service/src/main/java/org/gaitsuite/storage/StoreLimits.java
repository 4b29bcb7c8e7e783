package org.gaitsuite.storage;

import java.util.OptionalLong;

/**
 * How much a store takes before it refuses uploads.
 *
 * @param quotaBytes that the store may hold, videos and artefacts together; empty: any number
 * @param keepFreeBytes that stay free on the volume where uploads are written
 */
public record StoreLimits(OptionalLong quotaBytes, long keepFreeBytes) {
    /** No limit but the size of the volume. */
    public static final StoreLimits NONE = new StoreLimits(OptionalLong.empty(), 0);

    public StoreLimits {
        if (quotaBytes.isPresent() && quotaBytes.getAsLong() < 1) {
            throw new IllegalArgumentException("gait.store.quota must be at least 1 byte; leave it out for none");
        }
        if (keepFreeBytes < 0) {
            throw new IllegalArgumentException("gait.store.keep-free must be 0 or more");
        }
    }
}
