package org.gaitsuite.gateway.connection;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * As many event loops as there are processors, unless {@code quarkus.vertx.event-loops-pool-size} says otherwise. The framework would make
 * two for each: under load those take turns, and a loop that is woken finds half as much to do for the same switch.
 */
@Singleton
public class EventLoops implements VertxOptionsCustomizer {
    private final int count;

    @Inject
    EventLoops(@ConfigProperty(name = "quarkus.vertx.event-loops-pool-size") OptionalInt configured) {
        this.count = configured.orElse(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    @Override
    public void accept(VertxOptions options) {
        options.setEventLoopPoolSize(count);
    }
}
