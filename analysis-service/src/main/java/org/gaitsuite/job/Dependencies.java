package org.gaitsuite.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the service leans on.
 *
 * @param sql without it nothing can be read or accepted
 * @param redis without it analyses are accepted and wait; null where the queue lives in this process
 * @param store without it no video can be accepted
 */
public record Dependencies(Dependency sql, @Nullable Dependency redis, Dependency store) {

    public List<Dependency> all() {
        return redis == null ? List.of(sql, store) : List.of(sql, redis, store);
    }
}
