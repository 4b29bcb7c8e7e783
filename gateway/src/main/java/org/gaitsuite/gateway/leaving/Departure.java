package org.gaitsuite.gateway.leaving;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sun.misc.Signal;

/**
 * The order in which the process ends. At SIGTERM it says that it is leaving and goes on serving for a delay, in which load balancers
 * look elsewhere; then it waits for the requests under way and ends. An idle process ends with the delay.
 *
 * <p>SIGTERM is caught, so that all this happens before the JVM shuts down: its shutdown hooks run at once and side by side, and one of
 * them takes the files of the web page away. The framework's own {@code quarkus.shutdown.timeout} is not used, since Quarkus 3.30.6
 * always waits for all of it (quarkusio/quarkus#51915). Safe for use by many threads.
 */
@ApplicationScoped
public class Departure {
    private static final Logger LOG = Logger.getLogger(Departure.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Event<LeavingBegun> leavingBegun;
    private final Duration delay;
    private final Duration timeout;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * @param delay for which requests are still welcome; default 5 s
     * @param timeout how long requests under way may take then; default 30 s
     */
    @Inject
    Departure(
            Event<LeavingBegun> leavingBegun,
            @ConfigProperty(name = "gait.shutdown.delay", defaultValue = "5S") Duration delay,
            @ConfigProperty(name = "gait.shutdown.timeout", defaultValue = "30S") Duration timeout) {
        this.leavingBegun = leavingBegun;
        this.delay = delay;
        this.timeout = timeout;
    }

    void listenForSigterm(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Signal.handle(
                    new Signal("TERM"),
                    signal -> Thread.ofPlatform().name("departure").start(this::leaveAndExit));
        }
    }

    private void leaveAndExit() {
        if (begun.compareAndSet(false, true)) {
            try {
                leavingBegun.fire(new LeavingBegun(delay));
                Thread.sleep(delay);
                awaitRequests();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                Quarkus.asyncExit(0);
            }
        }
    }

    /** However the end came about. */
    void end(@Observes ShutdownEvent event) throws InterruptedException {
        if (begun.compareAndSet(false, true)) {
            leavingBegun.fire(new LeavingBegun(Duration.ZERO));
            awaitRequests();
        }
    }

    private void awaitRequests() throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (underWay.get() > 0 && System.nanoTime() < end) {
            Thread.sleep(BETWEEN_LOOKS);
        }
        if (underWay.get() > 0) {
            LOG.warnf("%d requests are broken off after %d s", underWay.get(), timeout.toSeconds());
        }
    }

    /** Waits at the end for the request of {@code context}, and has its client go elsewhere with the next one. */
    public void follow(RoutingContext context) {
        underWay.incrementAndGet();
        AtomicBoolean counted = new AtomicBoolean(true);
        context.addEndHandler(ended -> {
            if (counted.compareAndSet(true, false)) {
                underWay.decrementAndGet();
            }
        });
        if (begun.get()) {
            sendElsewhere(context.request());
        }
    }

    private void sendElsewhere(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            // GOAWAY: this request and others under way are answered, new ones are not taken on this connection.
            request.connection().shutdown(timeout.toMillis());
        } else {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }
}
