package org.gaitsuite.eviction;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import org.gaitsuite.departure.Departure;
import org.jboss.logging.Logger;

/**
 * Ends the process as SIGTERM does when Azure announces that it will take this virtual machine away, so that a worker hands its work
 * over in the notice of 30 s. Off unless {@code gait.eviction.watch} is set. A metadata service that does not answer is said once and
 * ends nothing.
 */
@ApplicationScoped
public class EvictionWatch {
    private static final Logger LOG = Logger.getLogger(EvictionWatch.class);

    private final EvictionConfig config;
    private final ScheduledEvents events;
    private final Runnable leave;
    private final Thread thread = Thread.ofVirtual().name("eviction-watch").unstarted(this::watch);

    @Inject
    EvictionWatch(EvictionConfig config, Departure departure) {
        this(config, departure::leave);
    }

    EvictionWatch(EvictionConfig config, Runnable leave) {
        this.config = config;
        this.events = new ScheduledEvents(config.endpoint());
        this.leave = leave;
    }

    void start(@Observes StartupEvent event) {
        if (config.watch()) {
            LOG.infof("Asking %s whether this machine will be taken away", config.endpoint());
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void watch() {
        boolean silent = false;
        try {
            while (true) {
                try {
                    Optional<String> end = events.end();
                    silent = false;
                    if (end.isPresent()) {
                        LOG.warnf("This machine will be taken away (%s): leaving now", end.get());
                        leave.run();
                        return;
                    }
                } catch (IOException e) {
                    if (!silent) {
                        LOG.warnf("Whether this machine will be taken away cannot be asked: %s", e.getMessage());
                    }
                    silent = true;
                }
                Thread.sleep(config.every());
            }
        } catch (InterruptedException e) {
            LOG.debug("The eviction watch ends");
        }
    }
}
