package org.gaitsuite.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One limit for many clients. How many clients it remembers is bounded; a flood of new ones pushes out those that seldom come.
 * Thread-safe.
 */
@RegisterForReflection(
        // The cache makes the kind of itself and of its entries that the settings below ask for by their names.
        classNames = {"com.github.benmanes.caffeine.cache.SSMSA", "com.github.benmanes.caffeine.cache.PSAMS"})
final class Limit {
    private final Policy policy;
    private final Cache<String, Tally> tallies;
    private final Consumer<Tally> changed;
    private final LongSupplier clockMillis;
    private final LongAdder refused = new LongAdder();

    /**
     * @param clients remembered at most
     * @param changed told of each tally that has grown
     * @param clockMillis since 1970, about the same in all gateways
     */
    Limit(Policy policy, long clients, Consumer<Tally> changed, LongSupplier clockMillis) {
        this.policy = policy;
        this.changed = changed;
        this.clockMillis = clockMillis;
        this.tallies = Caffeine.newBuilder()
                .maximumSize(clients)
                .expireAfterAccess(policy.rate().window().multipliedBy(2))
                .build();
    }

    Policy policy() {
        return policy;
    }

    /** Counts a request of {@code client}, if it may pass; null where there is no limit. */
    @Nullable
    Standing admit(String client) {
        if (policy.rate().isOff()) {
            return null;
        }
        Tally tally = tallies.getIfPresent(client);
        if (tally == null) {
            tally = tallies.get(client, who -> new Tally(policy, who));
        }
        Standing standing = tally.admit(clockMillis.getAsLong());
        if (standing.admitted()) {
            changed.accept(tally);
        } else {
            refused.increment();
        }
        return standing;
    }

    long refused() {
        return refused.sum();
    }

    long remembered() {
        tallies.cleanUp();
        return tallies.estimatedSize();
    }
}
