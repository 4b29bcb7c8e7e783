package org.gaitsuite.departure;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sun.misc.Signal;

/**
 * The order in which a service ends. At SIGTERM it says that it is leaving ({@link LeavingBegun}) and goes on serving for a delay, in
 * which those who send it requests look elsewhere; then it waits, side by side, for the work that was begun and for the requests under
 * way, and ends. An idle process ends with the delay.
 *
 * <p>SIGTERM is caught, so that all this happens before the framework shuts down, since it closes the HTTP server first. The framework's
 * own {@code quarkus.shutdown.timeout} is not used, since Quarkus 3.30.6 always waits for all of it (quarkusio/quarkus#51915).
 * Thread-safe.
 */
@Singleton
public class Departure {
    private static final Logger LOG = Logger.getLogger(Departure.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Consumer<LeavingBegun> audience;
    private final Runnable exit;
    private final Duration delay;
    private final Duration timeout;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    /**
     * @param delay {@code gait.shutdown.delay}, for which requests are still welcome
     * @param timeout {@code gait.shutdown.timeout}, how long requests under way may take then
     */
    @Inject
    Departure(
            Event<LeavingBegun> audience,
            @ConfigProperty(name = "gait.shutdown.delay") Duration delay,
            @ConfigProperty(name = "gait.shutdown.timeout") Duration timeout) {
        this(audience::fire, delay, timeout, Quarkus::asyncExit);
    }

    Departure(Consumer<LeavingBegun> audience, Duration delay, Duration timeout, Runnable exit) {
        this.audience = audience;
        this.delay = delay;
        this.timeout = timeout;
        this.exit = exit;
    }

    /** Removes a listener. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether new requests should go elsewhere. */
    public boolean hasBegun() {
        return begun.get();
    }

    /** Ends the process as SIGTERM does; returns at once. */
    public void leave() {
        if (begun.compareAndSet(false, true)) {
            Thread.ofPlatform().name("departure").start(this::serveAndExit);
        }
    }

    /** Calls the listener when the process begins to leave: for what lasts as long as a request, where an event would last too long. */
    public Registration listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void listenForSigterm(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Signal.handle(new Signal("TERM"), signal -> leave());
        }
    }

    void count(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::count);
    }

    private void count(RoutingContext request) {
        underWay.incrementAndGet();
        AtomicBoolean counted = new AtomicBoolean(true);
        request.addEndHandler(ended -> {
            if (counted.compareAndSet(true, false)) {
                underWay.decrementAndGet();
            }
        });
        request.addHeadersEndHandler(head -> {
            if (begun.get()) {
                sendElsewhere(request.request());
            }
        });
        request.next();
    }

    /** Has the client open another connection for its next request. */
    private void sendElsewhere(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            // GOAWAY: this request and others under way are answered, new ones are not taken on this connection.
            request.connection().shutdown(timeout.toMillis());
        } else {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private void serveAndExit() {
        try {
            takeLeave(delay);
        } finally {
            exit.run();
        }
    }

    /** However the end came about: where nobody sent SIGTERM, there is less time. */
    void end(@Observes @Priority(0) ShutdownEvent event) {
        if (begun.compareAndSet(false, true)) {
            takeLeave(Duration.ZERO);
        }
    }

    /** Says it, serves for the time, and returns when nothing is under way any more. */
    private void takeLeave(Duration time) {
        LeavingBegun leaving = new LeavingBegun(time);
        try {
            listeners.forEach(Runnable::run);
            audience.accept(leaving);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Somebody did not bear that the process is leaving; it leaves all the same");
        }
        try {
            Thread.sleep(time);
            long deadline = System.nanoTime() + timeout.toNanos();
            for (Future<?> task : leaving.work()) {
                await(task);
            }
            awaitRequests(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Future<?> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            LOG.error("Work did not end as it should", e.getCause());
        }
    }

    private void awaitRequests(long deadlineNanos) throws InterruptedException {
        while (underWay.get() > 0 && System.nanoTime() - deadlineNanos < 0) {
            Thread.sleep(BETWEEN_LOOKS);
        }
        if (underWay.get() > 0) {
            LOG.warnf("%d requests are broken off after %d s", underWay.get(), timeout.toSeconds());
        }
    }
}
