package org.gaitsuite.session.api;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ends the service's conversations before it ends itself: readiness is red from the first moment, every answer asks for
 * its connection to be closed, and what is in flight gets its time. An idle process needs none: the framework's own
 * {@code quarkus.shutdown.timeout} would always be waited for to its end (quarkusio/quarkus#51915). Safe for use by many
 * threads.
 */
@Readiness
@Singleton
public class Leaving implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(Leaving.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Duration delay;
    private final Duration timeout;
    private final AtomicInteger inFlight = new AtomicInteger();
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

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("staying").status(!begun).build();
    }

    /** Whether new requests should go elsewhere. */
    boolean hasBegun() {
        return begun;
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

    /** Before anything that requests need is taken away. */
    void leave(@Observes @Priority(0) ShutdownEvent event) throws InterruptedException {
        begun = true;
        Thread.sleep(delay);
        long end = System.nanoTime() + timeout.toNanos();
        while (inFlight.get() > 0 && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY);
        }
        if (inFlight.get() > 0) {
            LOG.warnf("%d requests are broken off after %d s", inFlight.get(), timeout.toSeconds());
        }
    }
}
