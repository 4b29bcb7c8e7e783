package org.gaitsuite.gateway.proxy;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gaitsuite.departure.LeavingBegun;
import org.gaitsuite.gateway.GatewayConfig;
import org.gaitsuite.gateway.proxy.Wait.Turn;

/**
 * The exchanges under way.
 *
 * <p>Now and then it looks for those in which nothing has moved for too long: one timer for all costs less than one for each, and a
 * time-out of many seconds may come a little late.
 *
 * <p>A client that sends no more of a body, or takes no more of an answer, holds a connection to the service all the while. That is its
 * own affair until the connections run out: a request that has waited for one longer than opening one may take is waiting for others to
 * give theirs back, and for each such request the connection that its client has kept idle the longest is taken away.
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
    private final Duration opening;
    private volatile boolean ending;
    private long timer = -1;

    @Inject
    OpenExchanges(Vertx vertx, GatewayConfig config) {
        this.vertx = vertx;
        this.opening = config.timeouts().connect();
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(BETWEEN_LOOKS_MILLIS, due -> {
            long now = System.nanoTime();
            open.forEach(exchange -> exchange.giveUpIfStalled(now));
            makeRoom(now);
        });
    }

    private void makeRoom(long now) {
        Map<Line, Long> needed = open.stream()
                .filter(exchange -> exchange.waits().isOn(Turn.CONNECTION)
                        && exchange.waits().lasts(opening, now))
                .collect(groupingBy(Exchange::line, counting()));
        needed.forEach((line, count) -> open.stream()
                .filter(exchange -> exchange.line().equals(line)
                        && exchange.waits().isOn(Turn.CLIENT)
                        && exchange.waits().lasts(opening, now))
                .map(exchange -> new Idle(exchange, now - exchange.waits().sinceNanos()))
                .sorted(comparingLong(Idle::nanos).reversed())
                .limit(count)
                .forEach(idle -> idle.exchange.makeRoom(opening)));
    }

    /** For how long, as read once: it may move while others are looked at. */
    private record Idle(Exchange exchange, long nanos) {}

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
