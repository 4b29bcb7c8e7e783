package org.gaitsuite.api;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Ends the service's conversations before it ends itself. Readiness is red from the first moment, open event streams are ended, every
 * answer asks for its connection to be closed, and what is in flight gets its time. An idle process needs none: the framework's own
 * {@code quarkus.shutdown.timeout} would always be waited for to its end (quarkusio/quarkus#51915). Thread-safe.
 */
@Singleton
public class Leaving {
    private static final Logger LOG = Logger.getLogger(Leaving.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Duration delay;
    private final Duration timeout;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean begun;

    /**
     * @param delay for which new requests are still answered, so that those who call notice; default 1.5 s
     * @param timeout for requests in flight; default 10 s
     */
    @Inject
    Leaving(
            @ConfigProperty(name = "gait.shutdown.delay", defaultValue = "PT1.5S") Duration delay,
            @ConfigProperty(name = "gait.shutdown.timeout", defaultValue = "PT10S") Duration timeout) {
        this.delay = delay;
        this.timeout = timeout;
    }

    /** Removes a listener. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    public boolean hasBegun() {
        return begun;
    }

    /** Calls the listener when the process begins to leave. */
    Registration listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void count(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::count);
    }

    private void count(RoutingContext request) {
        AtomicBoolean counted = new AtomicBoolean(true);
        inFlight.incrementAndGet();
        request.addEndHandler(ended -> {
            if (counted.compareAndSet(true, false)) {
                inFlight.decrementAndGet();
            }
        });
        request.addHeadersEndHandler(head -> {
            if (begun) {
                request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        });
        request.next();
    }

    /** Before the workers are stopped, so that the streams end now. */
    void begin(@Observes @Priority(0) ShutdownEvent event) throws InterruptedException {
        begin();
        Thread.sleep(delay);
    }

    /** Readiness turns red and event streams end. */
    public void begin() {
        begun = true;
        listeners.forEach(Runnable::run);
    }

    /** After the workers are stopped: requests are answered meanwhile. */
    void finish(@Observes @Priority(2) ShutdownEvent event) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (inFlight.get() > 0 && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY);
        }
        if (inFlight.get() > 0) {
            LOG.warnf("%d requests are broken off after %d s", inFlight.get(), timeout.toSeconds());
        }
    }
}
