package org.gaitsuite.gateway.entrance;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gaitsuite.gateway.GatewayConfig;

/**
 * Files of the page that are on their way. Each is open until the client has taken it, and a client of HTTP/2 that gives no window and a
 * sign of life now and then would hold a hundred of them for ever; so each has its time, after which it is broken off. Answers of services
 * have theirs where they are passed on.
 */
@Singleton
final class PageAnswers {
    private static final long BETWEEN_LOOKS_MILLIS = 1_000;

    private record OnItsWay(HttpServerRequest request, Context context, long sinceNanos) {
        void breakOff() {
            context.runOnContext(onLoop -> {
                if (request.version() == HttpVersion.HTTP_2) {
                    request.response().reset();
                } else {
                    var _ = request.connection().close();
                }
            });
        }
    }

    private final Set<OnItsWay> onTheirWay = ConcurrentHashMap.newKeySet();
    private final Vertx vertx;
    private final long withinNanos;
    private long timer = -1;

    @Inject
    PageAnswers(Vertx vertx, GatewayConfig config) {
        this.vertx = vertx;
        this.withinNanos = config.timeouts().page().toNanos();
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(BETWEEN_LOOKS_MILLIS, due -> {
            long now = System.nanoTime();
            onTheirWay.stream()
                    .filter(one -> now - one.sinceNanos() >= withinNanos)
                    .forEach(OnItsWay::breakOff);
        });
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Watches the answer to a request for the page, from now to its end. */
    void watch(RoutingContext routing) {
        OnItsWay one = new OnItsWay(routing.request(), vertx.getOrCreateContext(), System.nanoTime());
        onTheirWay.add(one);
        routing.addEndHandler(ended -> onTheirWay.remove(one));
    }
}
