package org.gaitsuite.api;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gaitsuite.storage.VideoStore;
import org.jboss.logging.Logger;

/** Sweeps the store when the process starts and every six hours. */
@ApplicationScoped
class StoreUpkeep {
    private static final Logger LOG = Logger.getLogger(StoreUpkeep.class);
    private static final long BETWEEN_SWEEPS_HOURS = 6;

    private final VideoStore store;
    private final ScheduledExecutorService broom = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("store-sweep").factory());

    @Inject
    StoreUpkeep(VideoStore store) {
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        // What goes wrong is caught and told by the sweep itself.
        var _ = broom.scheduleWithFixedDelay(this::sweep, 0, BETWEEN_SWEEPS_HOURS, TimeUnit.HOURS);
    }

    void stop(@Observes ShutdownEvent event) {
        broom.shutdownNow();
    }

    private void sweep() {
        try {
            store.sweep();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("The store could not be swept; the next sweep is in %d hours: %s", BETWEEN_SWEEPS_HOURS, e);
        }
    }
}
