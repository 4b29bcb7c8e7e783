package org.gaitsuite.gateway.proxy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gaitsuite.departure.LeavingBegun;

/**
 * The exchanges under way.
 *
 * <p>Now and then it looks for those in which nothing has moved for too long: one timer for all costs less than one for each, and a
 * time-out of many seconds may come a little late.
 *
 * <p>An event stream may last for minutes, and a gateway that leaves waits for requests in flight; so when load balancers have had the
 * time to look elsewhere, all streams are ended, properly, and browsers open them again elsewhere by themselves.
 */
@Singleton
public class OpenExchanges {
    private static final long EARLY_MILLIS = 500;
    private static final long BETWEEN_LOOKS_MILLIS = 200;

    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private volatile boolean ending;
    private long timer = -1;

    @Inject
    OpenExchanges(Vertx vertx) {
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(BETWEEN_LOOKS_MILLIS, due -> {
            long now = System.nanoTime();
            open.forEach(exchange -> exchange.giveUpIfStalled(now));
        });
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    void leave(@Observes LeavingBegun event) {
        long pause = Math.max(1, event.delay().toMillis() - EARLY_MILLIS);
        vertx.setTimer(pause, elapsed -> {
            ending = true;
            open.stream().filter(Exchange::isEventStream).forEach(Exchange::endStream);
        });
    }

    void add(Exchange exchange) {
        open.add(exchange);
    }

    void beganEventStream(Exchange exchange) {
        if (ending) {
            exchange.endStream();
        }
    }

    void remove(Exchange exchange) {
        open.remove(exchange);
    }
}
