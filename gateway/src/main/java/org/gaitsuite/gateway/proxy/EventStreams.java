package org.gaitsuite.gateway.proxy;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gaitsuite.departure.LeavingBegun;

/**
 * The event streams that are open. A stream may last for minutes, and a gateway that leaves waits for requests in flight;
 * so when load balancers have had the time to look elsewhere, all streams are ended, properly, and browsers open
 * them again elsewhere by themselves.
 */
@ApplicationScoped
public class EventStreams {
    private static final long EARLY_MILLIS = 500;

    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private volatile boolean ending;

    @Inject
    EventStreams(Vertx vertx) {
        this.vertx = vertx;
    }

    void leave(@Observes LeavingBegun event) {
        long pause = Math.max(1, event.delay().toMillis() - EARLY_MILLIS);
        vertx.setTimer(pause, elapsed -> {
            ending = true;
            open.forEach(Exchange::endStream);
        });
    }

    void opened(Exchange exchange) {
        open.add(exchange);
        if (ending) {
            exchange.endStream();
        }
    }

    void closed(Exchange exchange) {
        open.remove(exchange);
    }
}
